"""`python -m musren.cli` is the musren command."""

from musren.cli.main import main

if __name__ == "__main__":
    main()
