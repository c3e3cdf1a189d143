"""docmeta's own table."""
