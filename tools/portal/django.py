"""The portal's own programs: their environment, and its management commands."""

import json
import os
import secrets
import signal
import subprocess
from pathlib import Path

from tools.portal.config import Config, kept_secret
from tools.portal.console import Problem, say, step
from tools.portal.engines import Engines
from tools.portal.native import Native
from tools.portal.places import explain
from tools.portal.processes import die_with_parent


def local_environment(config: Config, engines: Engines, native: Native) -> dict[str, str]:
    """Return what the portal's programs are started with; a variable that is already set keeps its value."""
    defaults = {
        "PORTAL_ENV": "local",
        "PORTAL_ADDRESS": config.address,
        "EMAIL_URL": "filemail://",
        "PYTHONUNBUFFERED": "1",
        # Threads share two heaps instead of having eight: a third less memory for the same speed here.
        "MALLOC_ARENA_MAX": "2",
    }
    fixed = {
        "DATABASE_URL": engines.database_url,
        "REDIS_URL": engines.redis_url,
        "PORTAL_DATA_DIR": str(config.data),
        "DJANGO_SETTINGS_MODULE": "pim_portal.settings",
    }
    environment = native.applied_to({**defaults, **os.environ, **fixed})
    if not environment.get("SECRET_KEY"):
        environment["SECRET_KEY"] = kept_secret(config.data / "secret-key")
    return environment


def with_sample(config: Config, environment: dict[str, str]) -> dict[str, str]:
    """Return `environment` with a sample programme and its password, unless PORTAL_SAMPLE is off."""
    chosen = {"PORTAL_SAMPLE": "1", **environment}
    if has_sample(chosen):
        wanted = chosen.get("PORTAL_SAMPLE_PASSWORD", "")
        chosen["PORTAL_SAMPLE_PASSWORD"] = kept_secret(config.data / "sample-password", length=9, chosen=wanted)
        if wanted not in ("", chosen["PORTAL_SAMPLE_PASSWORD"]):
            say("  The sample accounts keep the password of the first start; PORTAL_SAMPLE_PASSWORD changes nothing.")
    return chosen


def has_sample(environment: dict[str, str]) -> bool:
    """Tell whether PORTAL_SAMPLE is switched on, read as django-environ reads it."""
    return environment.get("PORTAL_SAMPLE", "").lower() in ("1", "true", "on", "yes", "y", "ok")


def production_environment(engines: Engines) -> dict[str, str]:
    """Return an environment in which the production settings are complete, for checking them."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "DATABASE_URL": engines.database_url,
        "REDIS_URL": engines.redis_url,
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "portal.example",
        "PORTAL_ADDRESS": "https://portal.example",
        "EMAIL_URL": "smtp://mail.example:25",
    }


def manage(config: Config, environment: dict[str, str], steps: list[tuple[str, list[str]]]) -> list[str]:
    """Run management commands in one process, each shown as a step, and return what they printed.

    Raises Problem when one fails; the log `prepare.log` has all of it.
    """
    log = config.logs / "prepare.log"
    commands = [json.dumps(arguments) for _, arguments in steps]
    with (
        open(log, "w") as errors,
        subprocess.Popen(
            [str(config.python), "-m", "tools.portal.prepare", *commands],
            cwd=config.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        ) as process,
    ):
        try:
            return [_answer(process, text, log) for text, _ in steps]
        except BaseException:
            process.terminate()
            raise


def _answer(process: subprocess.Popen[str], text: str, log: Path) -> str:
    assert process.stdout
    with step(text):
        line = process.stdout.readline()
    if not line:
        raise Problem(f"{explain(log.read_text(), f'{text} failed')} (all of it: {log})")
    return str(json.loads(line))
