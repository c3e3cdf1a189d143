"""What `docmeta plugins new` makes a distribution of: modules that run as they stand, with "starter" where the name of the format goes."""
