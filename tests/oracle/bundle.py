"""Reads bundles with the programs that recipients have.

    bundle.py DOSSIER OUT

DOSSIER is the program. A signed bundle of each edition of the sample is made. `unzip`, 7-Zip and
Python take the same files out of each, and they are the site that `dossier build` publishes; a file
system with the rules of Windows takes every one of them; `minisign` verifies the signature, and
`dossier` verifies what `minisign` has signed. The public edition is also made one HTML file and a
PDF, twice each, in other circumstances. The public edition is left in OUT, extracted, for the
browser tests. Mounting needs root, or `sudo` without a question.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

import jsonschema

os.environ["PATH"] += ":/usr/sbin"
ROOT = Path(__file__).resolve().parents[2]
NOTICE = re.compile(rb'\n<p class="unpacked">[^<]*</p>')
LONGEST = 150


def run(*command, ok=0):
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True)
    if done.returncode != ok:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def tree(folder):
    files = (it for it in sorted(folder.rglob("*")) if it.is_file())
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in files}


def same(left, right, what):
    other = sorted(it for it in left.keys() | right.keys() if left.get(it) != right.get(it))
    assert not other, f"{what}: {len(other)} files differ: {other[:5]}"


def check_frame(path):
    """Nothing of the machine, the clock or the order of a folder is in the archive."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
        assert archive.comment == b""
    names = [it.filename for it in infos]
    assert names == sorted(names, key=str.encode) and len(set(names)) == len(names)
    assert len({it.partition("/")[0] for it in names}) == 1, "more than one folder"
    for it in infos:
        assert it.date_time == (1980, 1, 1, 0, 0, 0) and it.external_attr == 0o100644 << 16, it
        assert not it.extra and not it.comment and it.create_system == 3, it
        assert len(it.filename.encode()) <= LONGEST, it.filename
    return infos


def extract(path, work):
    """The one tree that every reader takes out."""
    run("unzip", "-tq", path)
    run("7z", "t", path)
    run("unzip", "-q", path, "-d", work / "unzip")
    run("7z", "x", "-bd", f"-o{work / '7z'}", path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(work / "python")
    files = tree(work / "unzip")
    same(files, tree(work / "7z"), "7-Zip")
    same(files, tree(work / "python"), "Python")
    return files


def check_site(files, site, folder):
    """It is the site that is published, but for the notice, the first page and the list."""
    prefix = f"{folder}/site/"
    inside = {it.removeprefix(prefix): NOTICE.sub(b"", text) for it, text in files.items() if it.startswith(prefix)}
    outside = {it.removeprefix(f"{folder}/") for it in files if not it.startswith(prefix)}
    assert outside <= {"START-HERE.html", "inventory.json", "inventory.json.minisig"}, outside
    site = tree(site)
    check_schema(json.loads(site.pop("inventory.json")))
    assert sum(b'class="unpacked"' in it for it in files.values()) > 3, "no page carries the notice"
    same(inside, site, "the published site")


def check_schema(inventory):
    schema = json.loads((ROOT / "docs/schemas/inventory.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(inventory)


def check_inventory(files, folder):
    listed = json.loads(files[f"{folder}/inventory.json"])
    check_schema(listed)
    assert listed["folder"] == folder
    digests = {f"{folder}/{it['path']}": (it["size"], it["sha256"]) for it in listed["files"]}
    found = {it: (len(text), hashlib.sha256(text).hexdigest()) for it, text in files.items()}
    for own in ("inventory.json", "inventory.json.minisig"):
        del found[f"{folder}/{own}"]
    assert digests == found, "the inventory tells of other files"


def as_root(*command):
    return run(*([] if os.geteuid() == 0 else ["sudo", "-n"]), *command)


def check_windows(path, files, work):
    """Every file exists under the rules of Windows, where letter case does not count."""
    image, folder = work / "windows.img", work / "windows"
    folder.mkdir()
    size = sum(map(len, files.values())) * 2 + 4096 * len(files)
    with open(image, "wb") as out:
        out.truncate((32 << 20) + size)
    run("mkntfs", "-F", "-Q", image)
    as_root("lowntfs-3g", "-o", f"windows_names,ignore_case,uid={os.getuid()}", image, folder)
    try:
        try:
            (folder / "aux.html").write_text("x")
        except OSError:
            pass
        else:
            raise AssertionError("the file system takes every name: it proves nothing")
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        # It lists names in lower case.
        lower = {it.lower(): text for it, text in files.items()}
        assert len(lower) == len(files), "names that differ in letter case alone"
        same(lower, {it.lower(): text for it, text in tree(folder).items()}, "Windows")
    finally:
        as_root("umount", folder)


def check_signature(program, path, folder, keys, work):
    listed = work / "unzip" / folder / "inventory.json"
    said = run("minisign", "-V", "-p", keys / "a.pub", "-m", listed)
    assert f"Trusted comment: dossier bundle {folder} inventory-sha256:" in said, said
    run("minisign", "-V", "-p", keys / "b.pub", "-m", listed, ok=1)
    for bundle in (path, listed.parent):
        run(program, "verify", bundle, "--public-key", keys / "a.pub")
        run(program, "verify", bundle, "--public-key", keys / "b.pub", ok=1)
    # What minisign itself signs holds here.
    run("minisign", "-S", "-s", keys / "b.sec", "-m", listed, "-t", "by hand")
    said = run(program, "verify", listed.parent, "--public-key", keys / "b.pub")
    assert "its signature holds: by hand" in said, said
    line = (keys / "b.pub").read_text().splitlines()[-1]
    run(program, "verify", listed.parent, "--public-key", line)


def check_single(program, form, key, keys, work):
    """The edition in one file: its bytes do not depend on where, when and how it is made;
    minisign verifies the signature beside it."""
    made = []
    # The sample has a thousand sheets, whose printing takes minutes.
    root = ROOT / "tests/browser/marked" if form == "pdf" else ROOT
    for at, around in enumerate([{}, {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "RAYON_NUM_THREADS": "1"}]):
        dossier = work / form / f"ä {at}"
        shutil.copytree(root / "content", dossier / "content")
        shutil.copytree(ROOT / "themes", dossier / "themes")
        shutil.copy(root / "book.toml", dossier)
        # A browser does not bear a clock that is turned; it prints the second one later.
        clock = ["faketime", "2031-12-31 23:59:58"] if at and form == "html" else []
        command = [*clock, program, "bundle", dossier, "--as", form, "--edition", "public", "--quiet", *key]
        subprocess.run([str(it) for it in command], check=True, env=os.environ | around)
        made.append(tree(dossier / "bundles"))
    same(*made, f"{form} from two places")
    file = next(it for it in (dossier / "bundles").iterdir() if it.suffix == f".{form}")
    said = run("minisign", "-V", "-p", keys / "a.pub", "-m", file)
    assert f"Trusted comment: dossier bundle {file.stem} sha256:" in said, said
    run(program, "verify", file, "--public-key", keys / "a.pub")
    run(program, "verify", file, "--public-key", keys / "b.pub", ok=1)
    print(f"{file.name}: {file.stat().st_size} bytes, twice the same")


def make_keys(folder):
    """Two pairs of keys by minisign: `a` with a password, `b` without one."""
    folder.mkdir()
    (folder / "password").write_text("of a test\n")
    make = ["minisign", "-G", "-p", folder / "a.pub", "-s", folder / "a.sec"]
    subprocess.run([str(it) for it in make], input="of a test\n" * 2, text=True, check=True, capture_output=True)
    run("minisign", "-G", "-W", "-p", folder / "b.pub", "-s", folder / "b.sec")


def main(program, out):
    program = Path(program).resolve()
    editions = tomllib.loads((ROOT / "book.toml").read_text())["dossier"].get("editions", {})
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        keys = work / "keys"
        make_keys(keys)
        every = ["--all-editions"] if editions else []
        key = ["--sign", keys / "a.sec", "--password-file", keys / "password"]
        run(program, "bundle", ROOT, "-d", work / "bundles", "--quiet", *every, *key)
        run(program, "build", ROOT, "-d", work / "sites", "--quiet", *every)
        bundles = sorted((work / "bundles").iterdir())
        assert len(bundles) == max(1, len(editions)), bundles
        shutil.rmtree(out, ignore_errors=True)
        for path in bundles:
            folder, place = path.stem, work / path.stem
            place.mkdir()
            infos = check_frame(path)
            files = extract(path, place)
            assert len(files) == len(infos)
            check_inventory(files, folder)
            name = json.loads(files[f"{folder}/inventory.json"])["edition"]
            check_site(files, work / "sites" / name if name else work / "sites", folder)
            check_windows(path, files, place)
            if name in (None, "public"):
                shutil.copytree(place / "python" / folder, out)
            check_signature(program, path, folder, keys, place)
            print(f"{path.name}: {len(files)} files, {path.stat().st_size} bytes")
        for form in ("html", "pdf"):
            check_single(program, form, key, keys, work)


main(*sys.argv[1:])
