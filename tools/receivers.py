"""How receiving systems read docmeta's output: `make receivers`.

Converts real descriptions, if there are any beside the checkout, and a thousand generated ones for each system, and judges them
by the rules of its importer. Prints one table; exits with 1 if anything is refused for which the original would not be,
or is misread.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections import Counter
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import docmeta  # noqa: E402
from docmeta import Collection, DocmetaError  # noqa: E402
from docmeta.receivers import OUTCOMES, SYSTEMS, Receiver, Verdict, receivers, receivers_of  # noqa: E402
from strategies import collections  # noqa: E402

GENERATED = 1_000
#: Larger files are left out, so that it only takes minutes.
LARGEST = 3_000_000
#: Options given once for a delivery to an aggregator, which no description contains.
DELIVERY = {
    "edm": {
        "provider": "Aggregator", "data_provider": "Archive", "rights": "http://rightsstatements.org/vocab/InC/1.0/", "type": "IMAGE",
        "genre": "Record", "language": "zxx",
    },
    "dpla": {"provider": "Hub", "data_provider": "Archive", "rights": "http://rightsstatements.org/vocab/InC/1.0/"},
}  # fmt: skip
#: Options given once for an import if the description lacks the value, by the rule that would refuse it.
TOLD = {"ASPACE-BULK-RESOURCE": {"ead": "resource"}, "ARCLIGHT-EADID": {"record_id": "finding-aid"}}
#: Warns of a row for the collection itself; for a collection in a collection, that row is intended.
COLLECTION_BELOW = frozenset({"ASPACE-BULK-COLLECTION"})
#: The base URI of the published records.
PUBLISHED = "https://archive.example.org/"
KINDS = ("ead2002", "ead3", "ead4", "dc", "oai", "mods", "marcxml", "csv", "jsonld", "listing", "wilson")


@attrs.define
class Tally:
    """One line of the table."""

    title: str
    source: str
    records: int = 0
    whole: int = 0
    failed: int = 0
    anew: int = 0
    outcomes: Counter[str] = attrs.field(factory=Counter)
    rules: Counter[str] = attrs.field(factory=Counter)

    def take(self, found: list[Verdict], known: frozenset[str], meant: frozenset[str] = frozenset()) -> None:
        """Count a file; *known* are the rules that its original breaks, *meant* those that warn of intended content."""
        found = [one for one in found if one.outcome != "misread" or one.rule is None or one.rule.id not in meant]
        self.records += sum(verdict.depth is not None for verdict in found)
        refused = {verdict.rule.id for verdict in found if verdict.outcome == "refused" and verdict.rule}
        self.whole += not refused
        self.anew += len(refused - known)
        for verdict in found:
            self.outcomes[verdict.outcome] += 1
            if verdict.outcome != "created" and verdict.rule is not None:
                self.rules[f"{verdict.outcome} {verdict.rule.id}"] += 1

    @property
    def wrong(self) -> int:
        """The failures that block a release; a line without records proves nothing."""
        return self.anew + self.outcomes["misread"] + (not self.records)


def written(source: Path | Collection, receiver: Receiver, told: dict[str, str] | None = None) -> bytes:
    """The output of docmeta for a receiver."""
    out = io.BytesIO()
    format = receiver.takes[0]
    said = {**dict(receiver.options), **DELIVERY.get(format, {}), **(told or {})}
    base = PUBLISHED if format in DELIVERY else None
    if isinstance(source, Path):
        docmeta.convert(
            source, out, to=format, base_uri=base, **{f"write.{name}": value for name, value in said.items()}
        )
    else:
        docmeta.dump(source, out, format=format, base_uri=base, **said)
    return out.getvalue()


def judged(source: Path | Collection, receiver: Receiver) -> list[Verdict]:
    """How a receiver reads a description, with the options of an import."""
    told: dict[str, str] = {}
    found = list(receiver.arriving(io.BytesIO(written(source, receiver))))
    for verdict in found:
        if verdict.rule is not None and verdict.outcome == "refused":
            told |= TOLD.get(verdict.rule.id, {})
    return list(receiver.arriving(io.BytesIO(written(source, receiver, told)))) if told else found


def broken(path: Path, system: str, kind: str) -> frozenset[str]:
    """The rules that an original breaks if the system takes it as it is; all of them if it is not even read."""
    head = path.read_bytes()[:4096]
    for receiver in receivers_of(system, kind, head):
        with path.open("rb") as file:
            try:
                return frozenset(
                    each.rule.id for each in receiver.arriving(file) if each.outcome == "refused" and each.rule
                )
            except DocmetaError:
                return frozenset(rule.id for rule in receiver.rules)
    return frozenset()


def of_samples(system: str, receiver: Receiver, samples: Path) -> Tally:
    """The line of real descriptions. What the source lacks, such as the extent of a collection, no writer can give."""
    tally = Tally(receiver.title, "samples")
    paths = sorted((kind, path) for kind in KINDS for path in (samples / kind).rglob("*") if path.is_file())
    for kind, path in paths:
        if path.stat().st_size > LARGEST:
            continue
        try:
            found = judged(path, receiver)
        except (DocmetaError, OSError):
            tally.failed += 1
            continue
        ways = receivers_of(system, kind, path.read_bytes()[:4096])
        # A table for the bulk import does not describe the collection that its rows go below.
        own = receiver in ways or any("csv-aspace" not in one.takes for one in ways)
        lacking = (
            broken(path, system, kind)
            if own
            else frozenset(rule.id for rule in receiver.rules if rule.outcome == "refused")
        )
        tally.take(found, lacking)
    return tally


def below(tree: Collection) -> bool:
    """Whether a component of a collection is a collection itself."""
    return any(member.level in ("collection", "fonds", "recordgrp") for member in tree.members)


def of_models(receiver: Receiver) -> Tally:
    """The line of generated descriptions."""
    tally = Tally(receiver.title, "generated")
    lacking = frozenset(rule.id for rule in receiver.rules if rule.outcome == "refused")

    @settings(
        max_examples=GENERATED, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(collections(plain=True))
    def run(tree: Collection) -> None:
        try:
            found = judged(tree, receiver)
        except DocmetaError:
            tally.failed += 1
            return
        tally.take(found, lacking, COLLECTION_BELOW if below(tree) else frozenset())

    run()
    return tally


def show(tallies: list[Tally], verbose: bool) -> None:
    """Print the table, and on request how often each rule decided."""
    print(
        f"{'system':45} {'source':10} {'records':>8} {'failed':>7} {'newly refused':>13} "
        + " ".join(f"{name:>9}" for name in OUTCOMES)
    )
    for tally in tallies:
        counts = " ".join(f"{tally.outcomes[name]:9,}" for name in OUTCOMES)
        print(f"{tally.title[:45]:45} {tally.source:10} {tally.records:8,} {tally.failed:7,} {tally.anew:13,} {counts}")
        if verbose:
            for rule, count in tally.rules.most_common():
                print(f"    {count:8,} {rule}")


def main(arguments: list[str]) -> int:
    warnings.simplefilter("ignore")
    shared = next((Path(each) for each in arguments if not each.startswith("-")), None)
    samples = shared / "samples" if shared is not None else None
    tallies = []
    for system in SYSTEMS:
        for receiver in receivers(system):
            if samples is not None and samples.is_dir():
                tallies.append(of_samples(system, receiver, samples))
            tallies.append(of_models(receiver))
    show(tallies, "--verbose" in arguments)
    return 1 if any(tally.wrong for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
