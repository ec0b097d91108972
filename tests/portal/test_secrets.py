"""Production refuses to start on a missing or weak secret, and says which."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pim_portal.secrets import require_strong_secret

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("value", ["", "short", "a" * 60, "django-insecure-0123456789-abcdefghijklmnopqrstuvwxyz"])
def test_a_weak_secret_is_named(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        require_strong_secret("SECRET_KEY", value)


def test_a_strong_secret_is_taken() -> None:
    value = secrets.token_urlsafe(48)
    assert require_strong_secret("SECRET_KEY", value) == value


def test_production_does_not_start_without_its_secret() -> None:
    environment = {**os.environ, "PORTAL_ENV": "production", "SECRET_KEY": ""}
    started = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert started.returncode != 0
    assert "SECRET_KEY is missing" in started.stderr
