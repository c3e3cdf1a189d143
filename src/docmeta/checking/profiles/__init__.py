"""The profiles of `docmeta check --profile`, each a module with its rules as data.

>>> profile("ISADG").title
'ISAD(G), the essential elements and the rules of multilevel description'
"""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import Final

from docmeta.checking.rules import Profile
from docmeta.errors import OptionError

#: The name of each profile, with its module and variable.
PROFILES: Final[dict[str, str]] = {
    "basic": "basic:BASIC",
    "isadg": "isadg:ISADG",
    "dacs": "dacs:DACS",
    "dacs-optimum": "dacs:DACS_OPTIMUM",
    "dpla": "aggregators:DPLA",
    "europeana": "aggregators:EUROPEANA",
    "oai-dc": "aggregators:OAI_DC",
    "oai-pmh": "aggregators:OAI_PMH",
    "schema-org": "aggregators:SCHEMA_ORG",
    "atom": "systems:ATOM",
    "archivesspace": "systems:ARCHIVESSPACE",
    "arclight": "systems:ARCLIGHT",
}


def profile(name: str) -> Profile:
    """The profile with a name; case does not matter. Raises `OptionError`, which lists the profiles."""
    where = PROFILES.get(name.casefold())
    if where is None:
        near = difflib.get_close_matches(name.casefold(), PROFILES, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise OptionError(f"there is no profile {name!r}{hint} (there are: {', '.join(PROFILES)})")
    module, _, attribute = where.partition(":")
    found: Profile = getattr(import_module(f"docmeta.checking.profiles.{module}"), attribute)
    return found
