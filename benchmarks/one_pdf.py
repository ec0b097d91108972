"""HTML to PDF in a process of its own: `python -m benchmarks.one_pdf page.html out.pdf [times]`.

Prints the seconds of each rendering, one a line.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
django.setup()

from publishing.rendering.engine import make_pdf  # noqa: E402 - the engine reads Django's settings

source, target = Path(sys.argv[1]), Path(sys.argv[2])
for _time in range(int(sys.argv[3]) if len(sys.argv) > 3 else 1):
    started = time.monotonic()
    target.write_bytes(make_pdf(source.read_text(), identifier="0" * 64).body)
    print(time.monotonic() - started)
