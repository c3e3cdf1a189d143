"""AtoM's CSV template."""
