"""Validates bundles of STIX 2.1 with the schemas of OASIS, and checks what they tell.

The dossier in stix/ has an edition for each way to be wrong; the sample comes on top. Every
bundle must pass stix2-validator and be parsed by stix2; its references must stay inside.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import stix2
from stix2validator import ValidationOptions, validate_string

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EPOCH = "1732000000"
# What stix2-validator warns of, and why it stays.
KNOWN = [
    # Relations keep the words of the dossier where STIX has none.
    re.compile(r"relationship_type|not a suggested relationship type"),
    # An author is a person, a group or something else; the dossier does not say.
    re.compile(r"identity_class"),
    # Web pages have no hash unless a copy of them was kept.
    re.compile(r"has a URL but no hash"),
    # Ids are made of names, so that the same edition has the same ids: version 5, not 4.
    re.compile(r"UUID|uuid"),
]


def main(dossier):
    faults = []
    bundles = {name: bundle(dossier, HERE / "stix", name) for name in ("open", "strict", "all")}
    bundles["sample"] = bundle(dossier, ROOT, "public")
    for name, text in bundles.items():
        faults += [f"{name}: {it}" for it in check(text)]
    faults += content(bundles)
    if bundle(dossier, HERE / "stix", "open") != bundles["open"]:
        faults.append("the same edition gave two bundles")
    for fault in faults:
        print(f"not ok - {fault}")
    counts = {name: len(json.loads(it)["objects"]) for name, it in bundles.items()}
    print(f"# objects: {counts}")
    return len(faults)


def bundle(dossier, root, edition):
    command = [dossier, "export", "stix", str(root)]
    command += ["--edition", edition] if edition else []
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def check(text):
    results = validate_string(text, ValidationOptions(version="2.1"))
    for result in results.object_results if hasattr(results, "object_results") else [results]:
        for error in result.errors or []:
            yield f"schema: {error}"
        for warning in result.warnings or []:
            if not any(it.search(str(warning)) for it in KNOWN):
                yield f"warning: {warning}"
    stix2.parse(text, allow_custom=False)
    objects = json.loads(text)["objects"]
    ids = [it["id"] for it in objects]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    for it in objects:
        for ref in refs(it):
            if ref not in ids:
                yield f"{it['id']} refers to {ref}, which is not in the bundle"


def refs(item):
    for key, value in item.items():
        if key.endswith("_ref"):
            yield value
        elif key.endswith("_refs"):
            yield from value


def content(bundles):
    """What each bundle must and must not tell."""
    open_, strict = (json.loads(bundles[it])["objects"] for it in ("open", "strict"))
    if "canary" in bundles["open"] or "Red canary" in bundles["strict"]:
        yield "a bundle tells what is above its ceiling"
    notes = {it["content"].split(" ")[-1]: it for it in open_ if it["type"] == "note"}
    expect = {"ministry.": 70, "people": 85, "seen.": 70, "claim.": None}
    for word, confidence in expect.items():
        note = next((it for key, it in notes.items() if key.startswith(word)), None)
        if not note or note.get("confidence") != confidence:
            yield f"the note that ends in {word} has not the confidence {confidence}: {note}"
    kinds = {it["name"]: it["type"] for it in strict if "name" in it}
    for name, kind in {"Org": "identity", "Person": "identity", "Tool": "tool",
                       "Mal": "malware", "Group": "intrusion-set", "Town": "location",
                       "An address": "indicator", "CVE-2023-4966": "vulnerability",
                       "Data Encrypted for Impact": "attack-pattern", "Actor": "threat-actor"}.items():
        if kinds.get(name) not in (kind, "report", "grouping"):
            yield f"{name} is no {kind}"
        if not any(it["type"] == kind and it.get("name") == name for it in strict):
            yield f"there is no {kind} {name}"
    if any(it["type"] == "location" and it["name"] == "Nowhere" for it in open_):
        yield "a place without a country is a location"
    if not any(it["type"] == "opinion" and it["opinion"] == "disagree" for it in open_):
        yield "the disputed claim has no opinion"
    told = [it["explanation"] for it in open_ if it.get("opinion") == "neutral"]
    if told != ["Headcount\n- 70: the first says so [report-a, p.\u00a07]\n"
                "- 100: the second says so [archived]"]:
        yield f"the contradiction is told as {told}"
    ties = {it["relationship_type"]: it for it in strict if it["type"] == "relationship"}
    if set(ties) != {"located-at", "makes---sells", "leads", "targets", "uses"}:
        yield f"the relationships are {sorted(ties)}"
    yield from catalogues({it["type"]: it for it in open_})
    references = [ref for it in open_ for ref in it.get("external_references", [])]
    archived = [it for it in references if it.get("url") == "https://archive.example/x"]
    if not archived or not all("SHA-256" in it["hashes"] for it in archived):
        yield "the archived copy has no hash"
    if not any("[p.\u00a05]" in it.get("description", "") for it in references):
        yield "no reference tells the page"
    if any(it["type"] == "report" and it["published"] < "2000" for it in open_ + strict):
        yield "a report invents its date"
    for it in open_ + strict:
        if it["type"] not in ("identity", "marking-definition") and "object_marking_refs" not in it:
            yield f"{it['id']} has no marking"


def catalogues(objects):
    """What pages say for platforms that merge by it, and when."""
    first = lambda kind: objects[kind]["external_references"][0]
    if first("attack-pattern").get("external_id") != "T1486":
        yield "the technique has not its id of ATT&CK first"
    if first("vulnerability") != {"source_name": "cve", "external_id": "CVE-2023-4966"}:
        yield "the vulnerability has not its number first"
    times = {"first_seen": "2019-01-01T00:00:00.000Z", "last_seen": "2024-02-20T10:00:00Z",
             "created": "2024-05-01T00:00:00.000Z"}
    told = {key: objects["threat-actor"].get(key) for key in times}
    if told != times:
        yield f"the times of the actor are {told}"
    if objects["indicator"]["valid_until"] != "2024-02-29T23:59:59.000Z":
        yield "the indicator is not valid to the end of the month"


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
