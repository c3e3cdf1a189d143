"""Checking: rules, profiles and the problems that they find."""

from docmeta.checking.problem import UNREADABLE, Problem, Problems
from docmeta.checking.rules import Fault, FileTest, Present, Profile, Rule, Scope, problems

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
