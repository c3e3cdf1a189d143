"""What an aggregator requires of every record: taken from the options or the source, or missing, in plain words."""

from __future__ import annotations

from typing import Final, Literal

from docmeta.crosswalk import Report
from docmeta.errors import OptionError
from docmeta.model import Node, RightsStatement, Unit, devised_title, is_web, normal_rights, standard_rights
from docmeta_dublincore.literal import is_blank
from docmeta_dublincore.records.options import Handing

Aggregator = Literal["europeana", "dpla"]
_NAMES: Final = {"europeana": "Europeana", "dpla": "DPLA"}


class Demands:
    """Finds what an aggregator requires, and reports what was supplied and what is missing.

    Args:
        aggregator: The receiver of the records.
        options: The options that hold for all records.
        report: Receives the findings.
    """

    def __init__(self, aggregator: Aggregator, options: Handing, report: Report) -> None:
        self.aggregator: Aggregator = aggregator
        self.name = _NAMES[aggregator]
        self.options = options
        self.report = report
        self.lacking: list[str] = []

    def begin(self) -> None:
        """Begin the next record."""
        self.lacking = []

    def missing(self, field: str, target: str, what: str, advice: str) -> None:
        """Report that a record lacks what is required."""
        self.lacking.append(what)
        reason = f"{self.name} refuses a record without {what}: {advice}"
        self.report.note("problem", reason, field=field, target=target)

    def leaves_out(self, unit: Unit, target: str) -> bool:
        """Whether the record is left out, because it is incomplete and the options do not want such."""
        if not self.lacking or self.options.incomplete == "write":
            return False
        reason = f"left out, since {self.name} refuses it: the report says what it lacks"
        self.report.lose("id", target, unit.id, code="refused", reason=reason)
        return True

    def supplied(self, field: str, target: str, why: str, value: str) -> None:
        """Report that an option, or the record itself, supplied what the source does not give."""
        self.report.note("supplied", why, field=field, target=target, value=value)

    def title(self, unit: Unit) -> str:
        """A title made from the unit itself (DACS 2.3.18), if it has none; "" if nothing is known."""
        devised = devised_title(unit)
        if devised == "[Untitled]":
            return ""
        self.supplied("title", "dc:title", "a title made from the unit itself", devised)
        return devised

    def data_provider(self, unit: Unit) -> str:
        """The holder: the repository by its name or its URI, or the option `data_provider`."""
        held = unit.repository
        if held is not None and not is_blank(str(held.name)):
            return str(held.name)
        if self.options.data_provider:
            self.supplied("repository", "edm:dataProvider", "the option data_provider", self.options.data_provider)
            return self.options.data_provider
        if held is not None and (address := is_web(held.uri)):
            return address
        advice = "name the repository, or use -O data_provider=NAME"
        self.missing("repository", "edm:dataProvider", "a data provider (edm:dataProvider)", advice)
        return ""

    def provider(self, data_provider: str) -> str:
        """The provider of the records: the option `provider`; by default, the data provider."""
        if not self.options.provider and data_provider:
            why = "the data provider itself, since no other one is named: -O provider=NAME"
            self.supplied("repository", "edm:provider", why, data_provider)
        return self.options.provider or data_provider

    def rights(self, found: str, node: Node) -> str:
        """The URI of the rights: *found* in the record, else from the nearest unit above with one, else from the option `rights`."""
        if found:
            return found
        for unit in reversed(node.ancestors):
            for one in unit.rights:
                if above := standard_rights(one, self.aggregator):
                    self.supplied("rights", "edm:rights", f"given for the unit above: {unit.id}", above)
                    return above
        if not self.options.rights:
            return ""
        self.supplied("rights", "edm:rights", "the option rights", self.options.rights)
        return normal_rights(self.options.rights)

    def check_options(self) -> None:
        """Raise `OptionError` if the aggregator does not accept the option `rights`."""
        said = self.options.rights
        if said and standard_rights(RightsStatement(uri=said), self.aggregator) is None:
            raise OptionError(
                f"option 'rights': {self.name} accepts URIs of rightsstatements.org and Creative Commons, but not all of them",
                value=said,
            )
