"""`python -m cmcompliance` is the command line."""

from cmcompliance.cli import main

if __name__ == "__main__":
    main()
