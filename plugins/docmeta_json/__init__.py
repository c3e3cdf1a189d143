"""docmeta's own JSON: nested, and one node a line."""
