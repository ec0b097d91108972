"""`make check`: what a machine can judge without running the portal; all run, the end names the failed."""

import subprocess
import time
from dataclasses import dataclass

from tools.portal.config import Config
from tools.portal.console import say
from tools.portal.django import local_environment, production_environment
from tools.portal.engines import Engines, throwaway_engines
from tools.portal.native import Native
from tools.portal.suite import set_up

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Check:
    """A name to read, a command, and the environment it runs in."""

    name: str
    command: list[str]
    environment: dict[str, str]


def check() -> int:
    """Run every check; returns 1 when any failed."""
    native = set_up()
    with throwaway_engines() as (config, engines):
        failed = [one.name for one in _checks(config, engines, native) if not _passes(config, one)]
    say()
    if failed:
        say(f"Failed: {', '.join(failed)}")
        return 1
    say("All checks passed.")
    return 0


def _checks(config: Config, engines: Engines, native: Native) -> list[Check]:
    local = local_environment(config, engines, native)
    production = native.applied_to(production_environment(engines))
    templates = [str(path.relative_to(config.root)) for path in sorted((config.root / "templates").rglob("*.html"))]
    python = str(config.python)
    return [
        Check("format", [python, "-m", "ruff", "format", "--check", "."], local),
        Check("lint", [python, "-m", "ruff", "check", "."], local),
        Check(
            "templates",
            [str(config.python.with_name("djade")), "--check", "--target-version", "5.2", *templates],
            local,
        ),
        Check("types", [python, "-m", "mypy"], local),
        Check("layers", [python, "-c", LINT_IMPORTS], local),
        Check("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"], local),
        Check("translations", [python, "manage.py", "check_messages"], local),
        Check("deploy", [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], production),
    ]


def _passes(config: Config, one: Check) -> bool:
    started = time.monotonic()
    done = subprocess.run(
        one.command,
        cwd=config.root,
        env=one.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    passed = done.returncode == 0
    say(f"  {'ok    ' if passed else 'FAILED'} {one.name} ({time.monotonic() - started:.1f} s)")
    if not passed:
        say(done.stdout.rstrip())
    return passed
