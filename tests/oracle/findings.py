"""Validates findings for programs: JSON lines, SARIF 2.1.0 and annotations of GitHub.

Every case of the suite and the sample is checked in all three formats. JSON must be as
docs/schemas/findings.schema.json says, SARIF as the schema of OASIS, and all must tell the
same of the same places. Fingerprints must stay when lines move.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from jsonschema import Draft4Validator, Draft202012Validator

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OURS = ROOT / "docs/schemas/findings.schema.json"
OASIS = ROOT / "tests/editors/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def main(dossier):
    ours = Draft202012Validator(json.loads(OURS.read_text()))
    oasis = Draft4Validator(json.loads(OASIS.read_text()))
    Draft202012Validator.check_schema(ours.schema)
    faults, codes, fixes = [], set(), 0
    roots = [ROOT, *cases()]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda it: tell(dossier, it), roots))
    for root, (findings, log, commands) in zip(roots, told):
        name = root.relative_to(ROOT)
        for finding in findings:
            faults += [f"{name}: JSON: {it.message}" for it in ours.iter_errors(finding)]
        faults += [f"{name}: SARIF: {it.message}" for it in oasis.iter_errors(log)]
        faults += [f"{name}: {it}" for it in places(root, findings)]
        faults += [f"{name}: {it}" for it in same(findings, log, commands)]
        codes |= {it["code"] for it in findings if "code" in it}
        fixes += sum(1 for it in findings if it.get("fix"))
    faults += moved(dossier) + lost(dossier, ours, oasis)
    if len(codes) < 100:
        faults.append(f"only {len(codes)} kinds of finding were seen")
    for fault in faults:
        print(f"not ok - {fault}")
    print(f"# {len(codes)} kinds of finding, {fixes} fixes")
    return len(faults)


def tell(dossier, root):
    """What is found in a dossier, in each format."""
    log = json.loads(run(dossier, root, "sarif"))
    return lines(dossier, root), log, run(dossier, root, "github")


def cases():
    """The cases that need nothing made, whatever they run."""
    folders = sorted((ROOT / "tests/cases").glob("*/*/"))
    return [it for it in folders if (it / "book.toml").exists() and not (it / "setup.sh").exists()]


def run(dossier, root, form, cwd=None):
    command = [dossier, "check", str(root), "--format", form]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd or root)
    if done.returncode not in (0, 1, 2) or done.stderr:
        sys.exit(f"{' '.join(command)}\n{done.returncode}\n{done.stderr}")
    return done.stdout


def lines(dossier, root):
    return [json.loads(it) for it in run(dossier, root, "json").splitlines()]


def places(root, findings):
    """Regions must be what the bytes of the file say."""
    for finding in findings:
        for edit in (finding.get("fix") or {}).get("edits", []):
            data = (root / edit["file"]).read_bytes()
            text = data.decode()
            start = offset(text, edit["line"], edit["column"])
            end = offset(text, edit["endLine"], edit["endColumn"])
            if (start, end) != (edit["start"], edit["end"]):
                yield f"{finding['code']}: an edit of {edit['file']} is not where it says"
        if "line" not in finding:
            continue
        text = (root / finding["file"]).read_bytes().decode()
        start = offset(text, finding["line"], finding["column"])
        end = offset(text, finding["endLine"], finding["endColumn"])
        if start is None or end is None or start > end:
            yield f"{finding['code']} stands nowhere in {finding['file']}"


def offset(text, line, column):
    """The byte at a place, counted as editors count; None if there is no such place."""
    bom = 1 if text.startswith("\ufeff") else 0
    all_lines = text[bom:].split("\n")
    if line > len(all_lines) or column > len(all_lines[line - 1]) + 1:
        return None
    before = "\n".join([*all_lines[: line - 1], all_lines[line - 1][: column - 1]])
    return len(before.encode()) + (3 if bom else 0)


def same(findings, log, commands):
    """All formats tell the same."""
    (sarif,) = log["runs"]
    findings = [it for it in findings if "code" in it]
    results, commands = sarif["results"], commands.splitlines()
    if not sarif["invocations"][0]["executionSuccessful"]:
        return
    if not len(findings) == len(results) == len(commands):
        yield f"{len(findings)} lines, {len(results)} results, {len(commands)} commands"
        return
    prints = [it["partialFingerprints"]["dossierFinding/v1"] for it in results]
    if len(set(prints)) < len(prints):
        yield "two results have one fingerprint"
    rules = [it["id"] for it in sarif["tool"]["driver"]["rules"]]
    for finding, result, command in zip(findings, results, commands):
        code = finding["code"]
        (location,) = result["locations"]
        location = location["physicalLocation"]
        region = location.get("region", {})
        place = [finding.get(it) for it in ("line", "column", "endLine", "endColumn")]
        told = [region.get(it) for it in ("startLine", "startColumn", "endLine", "endColumn")]
        if place != told or result["level"] != finding["severity"]:
            yield f"{code}: {place} in JSON, {told} in SARIF"
        if rules[result["ruleIndex"]] != code or result["ruleId"] != code:
            yield f"{code} has the rule {result['ruleId']}"
        uri = unquote(location["artifactLocation"]["uri"])
        if uri != finding.get("file", "book.toml") or "\\" in uri:
            yield f"{code} stands in {uri}"
        if bool(result.get("fixes")) != bool(finding["fix"]):
            yield f"{code} is mended in one format only"
        verb, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", command).groups()
        properties = dict(it.split("=", 1) for it in properties.split(","))
        text = finding["message"] + (f"\nhelp: {finding['help']}" if finding["help"] else "")
        if verb != COMMANDS[finding["severity"]] or plain(message) != text:
            yield f"{code}: {command}"
        if plain(properties["title"]) != code or plain(properties.get("file", uri)) != uri:
            yield f"{code}: {command}"
        if "line" in finding and int(properties["line"]) != finding["line"]:
            yield f"{code}: {command}"


def plain(text):
    for sign, escape in ((":", "%3A"), (",", "%2C"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        text = text.replace(escape, sign)
    return text


def moved(dossier):
    """Fingerprints stay when the text moves down, and paths count from where one stands."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book"
        shutil.copytree(ROOT / "tests/cases/link/broken-link", copy)
        before = json.loads(run(dossier, copy, "sarif"))["runs"][0]["results"]
        for page in (copy / "content").glob("**/*.md"):
            text = page.read_text()
            head = text.startswith("---\n")
            page.write_text(text.replace("\n---\n", "\n---\n\n\n\n", 1) if head else "\n\n\n" + text)
        after = json.loads(run(dossier, copy, "sarif"))["runs"][0]["results"]
        uris = run(dossier, "book", "sarif", cwd=folder)
        prints = [[it["partialFingerprints"] for it in log] for log in (before, after)]
        faults = []
        if prints[0] != prints[1] or not before:
            faults.append("fingerprints change when lines move")
        lines_of = [
            [it["locations"][0]["physicalLocation"].get("region", {}).get("startLine") for it in log]
            for log in (before, after)
        ]
        if lines_of[0] == lines_of[1]:
            faults.append("no line has moved")
        if '"uri": "book/content/' not in uris:
            faults.append("paths do not count from where the program runs")
        return faults


def lost(dossier, ours, oasis):
    """A command that cannot run says so in the same formats."""
    with tempfile.TemporaryDirectory() as folder:
        (line,) = lines(dossier, Path(folder))
        log = json.loads(run(dossier, Path(folder), "sarif"))
        faults = [it.message for it in [*ours.iter_errors(line), *oasis.iter_errors(log)]]
        if "failure" not in line or log["runs"][0]["invocations"][0]["executionSuccessful"]:
            faults.append("a command that cannot run does not say so")
        if not run(dossier, Path(folder), "github").startswith("::error title=dossier::"):
            faults.append("GitHub is not told of a command that cannot run")
        return faults


if __name__ == "__main__":
    sys.exit(min(main(str(Path(sys.argv[1]).resolve())), 1))
