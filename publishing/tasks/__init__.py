"""Making files in the background. A task takes an id, may run twice, and leaves ready or failed where people see it."""

from publishing.tasks.bundle import make_bundle
from publishing.tasks.jobs import MAX_ATTEMPTS
from publishing.tasks.pdf import render
from publishing.tasks.printout import print_out

__all__ = ["MAX_ATTEMPTS", "make_bundle", "print_out", "render"]
