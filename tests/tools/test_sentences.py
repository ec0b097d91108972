"""What goes wrong at the start is told in one sentence, with exit code 1 and without a traceback."""

import ast
import os
import runpy
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools.portal.config import Config, check_port, kept_secret, prepare_data, read_config, require_space
from tools.portal.console import Problem

ROOT = Path(__file__).resolve().parent.parent.parent
ENTRY = ROOT / "tools" / "portal" / "__main__.py"


def command(name: str, root: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.portal", name],
        cwd=root,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Return the sentence of a refusal."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    sentence = done.stderr.strip()
    assert "\n" not in sentence
    return sentence


def test_a_taken_port_is_named_before_any_work(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command("run", PORT=str(port), HOST="127.0.0.1", PORTAL_DATA_DIR=str(tmp_path / "data"))
    assert refused(done).startswith(f"Port {port} on 127.0.0.1 is taken.")
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٣"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert refused(command("run", PORT=port)).startswith("PORT must be a number from 1 to 65535")


def test_an_unknown_host_is_refused() -> None:
    with pytest.raises(Problem, match="is not an address of this computer"):
        check_port(Config(ROOT, ROOT / ".data", "no such host", 8000))
    with pytest.raises(Problem, match="cannot listen on"):
        check_port(Config(ROOT, ROOT / ".data", "192.0.2.1", 8000))


def test_a_file_in_the_place_of_the_data_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "a file is in its place" in refused(command("run", PORTAL_DATA_DIR=str(tmp_path / "data")))


def test_too_little_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="Not enough disk space"):
        require_space(tmp_path / "not" / "yet", 10**12)


def test_no_network_is_told_and_the_next_start_begins_anew(tmp_path: Path) -> None:
    for name in ("tools/portal", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for file in [ROOT / "tools" / "__init__.py", *(ROOT / "tools").glob("pip-*.whl")]:
        shutil.copy(file, tmp_path / "tools")
    offline = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
    }
    done = command("setup", tmp_path, **offline)
    assert refused(done).endswith("the package index cannot be reached. Check the network connection and start again.")
    assert (tmp_path / ".venv" / ".building").exists()


def test_an_older_python_reads_the_entry_file_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse(ENTRY.read_text(), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        runpy.run_path(str(ENTRY), run_name="__main__")


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOST", "::1")
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    config = read_config()
    assert (config.data, config.address) == (tmp_path, "http://[::1]:9000")


def test_the_data_directory_and_the_secret_are_private_and_kept(tmp_path: Path) -> None:
    config = Config(ROOT, tmp_path / "data", "127.0.0.1", 8000)
    prepare_data(config)
    path = config.data / "secret-key"
    secret = kept_secret(path)
    assert len(secret) >= 60
    assert kept_secret(path, chosen="another") == secret
    assert kept_secret(config.data / "sample-password", chosen="chosen") == "chosen"
    assert path.stat().st_mode & 0o777 == 0o600
    assert config.data.stat().st_mode & 0o777 == 0o700


def test_an_unknown_command_is_told_the_known_ones() -> None:
    done = command("dance")
    assert done.returncode == 2
    assert done.stdout.startswith("usage:")
