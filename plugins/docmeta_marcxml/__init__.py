"""MARCXML, read."""
