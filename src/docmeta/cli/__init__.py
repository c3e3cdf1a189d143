"""The commands of the command line, one module each; `docmeta.cli` imports them on demand."""
