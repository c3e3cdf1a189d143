"""`python -m docmeta` is the command line."""

from docmeta.cli.main import main

if __name__ == "__main__":
    main()
