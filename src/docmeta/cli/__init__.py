"""The commands of the command line, a module for each; `docmeta.cli` imports one when it is asked for."""
