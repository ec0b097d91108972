"""Print the signature of the installed sources: `python -m publishing.rendering.fast`."""

import sys

from publishing.rendering.fast.seams import signature

sys.stdout.write(f"{signature()}\n")
