#!/usr/bin/env python3
"""Switches every filter of the cut off, one at a time, and asks whether the comparison of
`tests/suite/leaks.rs` notices. The program is built with the feature `leak-mutants` for it;
`src/base/mutant.rs` names the filters.

    mutants.py [NAME …]

The last line is `KILLED of MUTANTS killed`; exit code 1 if one survives.
"""

import concurrent.futures
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from make import make

SEEDS = int(os.environ.get("DOSSIER_MUTANT_SEEDS", "60"))
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "target" / "leak-mutants" / "dossier"


def build_program():
    cargo = os.environ.get("CARGO", "cargo")
    subprocess.run([cargo, "build", "--locked", "--quiet", "--features", "leak-mutants"], cwd=ROOT, check=True)
    PROGRAM.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(ROOT / "target" / "debug" / "dossier", PROGRAM)
    # What stands at its usual place is the program as it ships.
    subprocess.run([cargo, "build", "--locked", "--quiet"], cwd=ROOT, check=True)


def names():
    text = (ROOT / "src" / "base" / "mutant.rs").read_text()
    return re.findall(r'^    "([a-z-]+)",', text, re.M)


def outcome(dossier, edition, mutant, left=None):
    """A digest of all that a build of one edition makes and says. Where it is known which
    closed words are left, others that are said count, too: a line is quoted as it stands
    in the file, which is why quoted lines are not compared."""
    with tempfile.TemporaryDirectory(dir=dossier.parent) as out:
        done = subprocess.run([PROGRAM, "build", ".", "--edition", edition, "-d", out, "--threads", "1"],
                              cwd=dossier, capture_output=True, text=True, check=False,
                              env={"PATH": os.environ["PATH"], "DOSSIER_MUTANT": mutant})
        said = without_places(done.stderr).replace(out, "OUT")
        said += "".join(sorted(closed_words(done.stderr) - left)) if left is not None else ""
        digest = hashlib.sha256(f"{done.returncode}\n{said}\n{done.stdout}".encode())
        for file in sorted(pathlib.Path(out).rglob("*")):
            if file.is_file():
                digest.update(str(file.relative_to(out)).encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()


def without_places(said):
    lines = [it.strip() for it in said.split("\n") if not re.match(r"^ *\d* *\|", it) or it.startswith("|")]
    return "\n".join(re.sub(r"^(-->|:::) ([^:]*):.*", r"--> \2", it) for it in lines)


def closed_words(text):
    """The closed words of random dossiers; long lines are broken off within one."""
    words = re.findall("[a-z_]+", text.lower().replace("...", "_"))
    return {it for it in words if it.startswith("zq") and not it.endswith("_")}


def words_left(folder):
    """The closed words of a dossier that was cut, those of its file names among them."""
    files = [it for it in folder.rglob("*") if it.is_file()]
    texts = (f"{it.relative_to(folder)}\n{it.read_bytes().decode(errors='replace')}" for it in files)
    return set().union(*map(closed_words, texts))


def killer(mutant, dossiers):
    """The first dossier and edition in which the comparison sees a mutant."""
    for folder, edition, cut, left in dossiers:
        for variant in (folder / "full", folder / edition / "other"):
            if variant.is_dir() and outcome(variant, edition, mutant, left) != cut:
                return f"seed {folder.name}, edition {edition}, {variant.name}"
    return None


def main():
    wanted = sys.argv[1:] or names()
    build_program()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as root, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        folders = [pathlib.Path(root) / str(seed) for seed in range(SEEDS)]
        for folder in folders:
            make(folder, int(folder.name))
        pairs = [(it, name.name) for it in folders for name in sorted(it.iterdir()) if name.name != "full"]
        lefts = [words_left(it / name / "cut") for it, name in pairs]
        cuts = workers.map(lambda it: outcome(it[0] / it[1] / "cut", it[1], ""), pairs)
        dossiers = [(*pair, cut, left) for pair, cut, left in zip(pairs, cuts, lefts)]
        # What differs without any mutant proves nothing of them.
        same = workers.map(lambda it: outcome(it[0] / "full", it[1], "", it[3]) == it[2], dossiers)
        dossiers = [it for it, equal in zip(dossiers, same) if equal]
        found = dict(zip(wanted, workers.map(lambda it: killer(it, dossiers), wanted)))
    for mutant, where in found.items():
        print(f"{'killed' if where else 'SURVIVED':9} {mutant:28} {where or ''}".rstrip())
    killed = sum(1 for it in found.values() if it)
    print(f"{killed} of {len(found)} killed, by {len(dossiers)} editions of {SEEDS} dossiers")
    sys.exit(killed < len(found) or not found or len(dossiers) * 10 < len(pairs) * 9)


if __name__ == "__main__":
    main()
