"""The tables as migrations leave them, put back after each test that commits.

Django empties every table with TRUNCATE and reads the rows of migrations from JSON again, about 0.7 s; deleting the few
rows that a test made and copying the rest takes a hundredth of that.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

KEPT = "as_migrated"

COLUMNS = """
    SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY(%s) AND is_generated = 'NEVER'
    GROUP BY table_name
"""


def keep() -> None:
    """Copy the rows that are there now, into a schema of their own."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for name in _tables(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {KEPT}."{name}" AS TABLE "{name}"')


def put_back() -> None:
    """Make all tables what they were at `keep`, without triggers and checks of references (needs a superuser)."""
    with connection.cursor() as cursor:
        names = _tables(cursor)
        kept = _tables(cursor, KEPT)
        cursor.execute(COLUMNS, [kept])
        columns = dict(cursor.fetchall())
        steps = [f'DELETE FROM "{name}"' for name in names]
        steps += [
            f'INSERT INTO "{name}" ({columns[name]}) SELECT {columns[name]} FROM {KEPT}."{name}"' for name in kept
        ]
        cursor.execute("; ".join(["BEGIN", "SET LOCAL session_replication_role = replica", *steps, "COMMIT"]))


def end_others() -> None:
    """End what still uses the database (a server's thread, a killed worker), so that it can be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _tables(cursor: CursorWrapper, schema: str = "public") -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'django_migrations'", [schema]
    )
    return [name for (name,) in cursor.fetchall()]
