"""The commands behind the Makefile; every foreseen problem ends in one sentence and exit code 1."""

import errno
import sys
import time

from tools.portal.checks import check
from tools.portal.console import Problem, say
from tools.portal.engines import throwaway_engines
from tools.portal.run import run
from tools.portal.suite import bench, messages, set_up, test, torture
from tools.portal.supervisor import Stopped, stop_on_signals

USAGE = (
    "usage: python3 -m tools.portal run | test [ARGS] | torture [ARGS] | check | bench [ARGS] | messages | setup "
    "| engines"
)
STOPPED_BY_SIGNAL = 130


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {
        "run": run,
        "test": lambda: test(rest),
        "torture": lambda: torture(rest),
        "check": check,
        "bench": lambda: bench(rest),
        "messages": messages,
        "setup": setup,
        "engines": engines,
    }
    if name not in commands:
        say(USAGE)
        return 2
    stop_on_signals()
    try:
        return commands[name]()
    except Stopped:
        say("  Stopped.")
        return 0 if name in ("run", "engines") else STOPPED_BY_SIGNAL
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1
    except OSError as error:
        print(f"\n{_sentence(error)}", file=sys.stderr, flush=True)
        return 1


def _sentence(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "No space left on the disk: free some and start again; nothing is lost."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename} cannot be written by this user: {(error.strerror or '').lower()}."
    return f"The operating system refused: {error}."


def setup() -> int:
    """Install everything that running, testing and checking need."""
    set_up()
    return 0


def engines() -> int:
    """Run throw-away engines until a signal stops them, for work on the portal by hand."""
    set_up()
    with throwaway_engines() as (_, started):
        say(f"export DATABASE_URL='{started.database_url}'\nexport REDIS_URL='{started.redis_url}'")
        while True:
            time.sleep(3600)
