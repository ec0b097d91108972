"""The ladder, where import-linter cannot see it: string references of foreign keys."""

import ast
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent


def ladder() -> list[str]:
    """The apps from the top to the bottom, as import-linter holds them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(contract["layers"] for contract in contracts if contract["id"] == "ladder")


def test_foreign_keys_point_down_the_ladder() -> None:
    height = {app: -index for index, app in enumerate(ladder())}
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if height.get(field.related_model._meta.app_label, -99) > height[model._meta.app_label]
    ]
    assert upward == []


def test_every_app_of_the_ladder_is_installed() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    assert set(ladder()) - installed == set()


def test_core_owns_no_tables() -> None:
    assert list(apps.get_app_config("core").get_models()) == []


def test_files_stay_short() -> None:
    """A file has one reason to exist; past about 400 lines it becomes a package."""
    long = {
        str(path.relative_to(ROOT)): count
        for app in [*ladder(), "tools"]
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        if (count := len(path.read_text().splitlines())) > 450
    }
    assert long == {}


def test_messages_are_marked_by_names_that_extraction_knows() -> None:
    """GNU gettext finds strings in calls of `_` and of Django's own names; another name would leave them English."""
    renamed = [
        f"{path.relative_to(ROOT)}: {name.asname}"
        for app in ladder()
        for path in (ROOT / app).rglob("*.py")
        for statement in ast.walk(ast.parse(path.read_text()))
        if isinstance(statement, ast.ImportFrom) and statement.module == "django.utils.translation"
        for name in statement.names
        if "gettext" in name.name and name.asname not in (None, "_")
    ]
    assert renamed == []
