"""CSV: docmeta's own tables, and those of other systems."""
