"""Shared by all tables: sources, headers, cells, order, units."""
