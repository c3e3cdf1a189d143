"""Checking: rules, profiles and the problems that they find."""

from docmeta.checking.rules import (
    UNREADABLE,
    Fault,
    FileTest,
    Present,
    Problem,
    Problems,
    Profile,
    Rule,
    Scope,
    problems,
)

__all__ = [
    "UNREADABLE",
    "Fault",
    "FileTest",
    "Present",
    "Problem",
    "Problems",
    "Profile",
    "Rule",
    "Scope",
    "problems",
]
