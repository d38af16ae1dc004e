"""``python -m paperlist``."""

from paperlist.cli import main

if __name__ == "__main__":
    main()
