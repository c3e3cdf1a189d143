"""What an aggregator requires of every record: of the options, of the source, or missing, in plain words."""

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
    """Finds what an aggregator demands, says what was supplied and what is missing.

    Args:
        aggregator: For whom the records are.
        options: What is said once for all records.
        report: Where it is said.
    """

    def __init__(self, aggregator: Aggregator, options: Handing, report: Report) -> None:
        self.aggregator: Aggregator = aggregator
        self.name = _NAMES[aggregator]
        self.options = options
        self.report = report
        self.lacking: list[str] = []

    def begin(self) -> None:
        """Begin another record."""
        self.lacking = []

    def missing(self, field: str, target: str, what: str, advice: str) -> None:
        """Say that a record lacks what is demanded."""
        self.lacking.append(what)
        reason = f"{self.name} refuses a record without {what}: {advice}"
        self.report.note("problem", reason, field=field, target=target)

    def leaves_out(self, unit: Unit, target: str) -> bool:
        """Whether the record is left out, since it lacks something and nobody wants incomplete ones."""
        if not self.lacking or self.options.incomplete == "write":
            return False
        reason = f"left out, since {self.name} refuses it: the report says what it lacks"
        self.report.lose("id", target, unit.id, code="refused", reason=reason)
        return True

    def supplied(self, field: str, target: str, why: str, value: str) -> None:
        """Say that an option, or the record itself, gave what the source does not say."""
        self.report.note("supplied", why, field=field, target=target, value=value)

    def title(self, unit: Unit) -> str:
        """A title made of what the unit says itself (DACS 2.3.18), where it has none; "" where it says nothing."""
        devised = devised_title(unit)
        if devised == "[Untitled]":
            return ""
        self.supplied("title", "dc:title", "a title made from the unit itself", devised)
        return devised

    def data_provider(self, unit: Unit) -> str:
        """Who holds the thing: the repository by its name or its address, or the option `data_provider`."""
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
        """Who hands the records in: the option `provider`; who holds the things does it where nobody is named."""
        if not self.options.provider and data_provider:
            why = "the data provider itself, since no other one is named: -O provider=NAME"
            self.supplied("repository", "edm:provider", why, data_provider)
        return self.options.provider or data_provider

    def rights(self, found: str, node: Node) -> str:
        """The URI of the rights: *found* in the record, said by the nearest unit above that has one, or by the option `rights`."""
        if found:
            return found
        for unit in reversed(node.ancestors):
            for one in unit.rights:
                if above := standard_rights(one, self.aggregator):
                    self.supplied("rights", "edm:rights", f"said of the unit above: {unit.id}", above)
                    return above
        if not self.options.rights:
            return ""
        self.supplied("rights", "edm:rights", "the option rights", self.options.rights)
        return normal_rights(self.options.rights)

    def check_options(self) -> None:
        """Raise `OptionError` where the option `rights` is none that the aggregator takes."""
        said = self.options.rights
        if said and standard_rights(RightsStatement(uri=said), self.aggregator) is None:
            raise OptionError(
                f"option 'rights': {self.name} takes URIs of rightsstatements.org and Creative Commons, not all of them",
                value=said,
            )
