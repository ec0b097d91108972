"""The portal's own programs: their environment, and its management commands."""

import os
import secrets
import signal
import subprocess

from tools.portal.config import Config, kept_secret
from tools.portal.console import Problem, say
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


def manage(config: Config, environment: dict[str, str], *arguments: str) -> str:
    """Run a management command and return what it printed; raises Problem when it fails."""
    done = subprocess.run(
        [config.python, "manage.py", *arguments],
        cwd=config.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    if done.returncode != 0:
        report = config.logs / f"{arguments[0]}.log"
        report.write_text(done.stdout + done.stderr)
        raise Problem(
            f"{explain(done.stderr or done.stdout, f'manage.py {arguments[0]} failed')} (all of it: {report})"
        )
    return done.stdout
