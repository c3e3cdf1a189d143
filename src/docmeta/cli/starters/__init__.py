"""Templates of `docmeta plugins new`: working modules with "starter" in place of the format's name."""
