"""Run all benchmarks, or those named on the command line, and print a table for each."""

import os
import sys
from importlib import import_module

import django

from benchmarks.table import print_table

MODULES = (
    "pages",
    "api",
    "pdf",
    "edition",
    "saving",
    "merging",
    "comparing",
    "editor",
    "keystrokes",
    "search",
    "anchors",
    "review",
    "digests",
    "browsing",
)


def main(names: list[str]) -> int:
    """Run the named benchmark modules; returns the exit code."""
    unknown = [name for name in names if name not in MODULES]
    if unknown:
        print(f"unknown benchmark: {', '.join(unknown)}; there are: {', '.join(MODULES)}", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
    django.setup()
    for name in names or MODULES:
        module = import_module(f"benchmarks.{name}")
        print_table(module.TITLE, module.HEADERS, list(module.measure()))
    return 0


sys.exit(main(sys.argv[1:]))
