"""What the timetable asks for by name is a task that the worker knows."""

from pim_portal.celery import app, find_tasks


def test_every_task_of_the_timetable_is_known_to_the_worker() -> None:
    find_tasks()
    asked = {name: entry["task"] for name, entry in app.conf.beat_schedule.items()}
    assert {name: task for name, task in asked.items() if task not in app.tasks} == {}
