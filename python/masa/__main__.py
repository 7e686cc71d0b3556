"""``python -m masa --version``. Everything else is the command line's."""

import sys

from masa import __version__


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        print(f"masa {__version__}")
        return 0
    print("usage: python -m masa --version", file=sys.stderr)
    print("For all else there is the command `masa`; `masa --help` lists what it does.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
