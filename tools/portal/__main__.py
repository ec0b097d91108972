"""Entry point of `python3 -m tools.portal`; this file alone must be readable by Python 3.6."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python has to be told
    sys.exit(
        "The portal needs Python 3.11 or newer, and this is Python {}.{}. Install a newer one, "
        "or name it: make run PYTHON=python3.12".format(*sys.version_info[:2])
    )

from tools.portal.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
