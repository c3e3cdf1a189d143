"""Fits prose and carried elements to the content models of a dialect."""
