"""``python -m regiograph`` is the command line."""

from regiograph.cli import main

if __name__ == "__main__":
    main()
