"""What an authority record of EAC-CPF cannot hold: the reasons of the report, and the lines of the printed table."""

from __future__ import annotations

from typing import Final

from docmeta.crosswalk import Loss

MATERIAL: Final = Loss(
    ("title", "level", "record"), "", "an authority record describes agents, not material", "dropped"
)
TITLE: Final = Loss("title", "identity/nameEntry", "the record is titled by the name of its agent", "dropped")
NOBODY: Final = Loss("agents", "", "neither a name nor a number names the agent", "dropped")
NOT_ITS_OWN: Final = Loss("agents", "", "it is not the agent of the record", "dropped")
AGAIN: Final = Loss(
    "agents",
    "relations/resourceRelation",
    "another unit describes the agent differently; the record has the first description",
)
LINKED: Final = Loss(
    "agents", "relations/resourceRelation", "the record names the first of the units that name the agent"
)
ROLE: Final = Loss(
    "agents.role",
    "relations/resourceRelation/@resourceRelationType",
    "only the roles creator and subject have a type of their own",
    "changed",
)
#: A written record is read again, which shows what does not come back unchanged.
OTHERWISE: Final = Loss(
    (
        "agents.agent.about",
        "agents.agent.identifiers",
        "agents.agent.dates",
        "agents.agent.history",
        "agents.agent.extras",
    ),
    "{element}",
    "not written, or written differently: {attributes}",
)
RECORD: Final = Loss("record", "control/{element}", "not written, or written differently: {attributes}")

LOSSES: Final = (MATERIAL, TITLE, NOBODY, NOT_ITS_OWN, AGAIN, LINKED, ROLE, OTHERWISE, RECORD)


def otherwise(attributes: str) -> str:
    """The reason for a value that does not come back unchanged."""
    return f"not written, or written differently: {attributes}"
