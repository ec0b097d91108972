"""Runs several management commands in one process, because starting Django takes longer than most of them do.

The portal's own Python runs this file: `python -m tools.portal.prepare '["migrate", "--no-input"]' ...`. For each
command that has ended, one line with its output as JSON goes to standard output.
"""

import contextlib
import io
import json
import sys

import django
from django.core.management import call_command


def main(commands: list[str]) -> None:
    """Run the commands in order; an error ends the process with its traceback on standard error."""
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        django.setup()
        for command in commands:
            output = io.StringIO()
            call_command(*json.loads(command), stdout=output)
            print(json.dumps(output.getvalue()), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
