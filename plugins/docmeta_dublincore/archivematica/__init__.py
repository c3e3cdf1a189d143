"""Archivematica's metadata.csv: descriptions that travel with the files of a transfer."""
