"""HTML to PDF in a process of its own: `python -m benchmarks.one_pdf page.html out.pdf [stock]`.

Writes the processor seconds of the rendering, without the start of the process, into `out.seconds`. `stock` is
WeasyPrint as it comes.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
django.setup()

from benchmarks.pdf_ways import ours, stock  # noqa: E402 - the engine reads Django's settings

source, target = Path(sys.argv[1]), Path(sys.argv[2])
made = (stock if sys.argv[3:] == ["stock"] else ours)(source.read_text())
target.write_bytes(made.body)
target.with_suffix(".seconds").write_text(str(made.processor))
