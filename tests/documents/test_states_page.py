"""docs/states.md says what the transition tables say."""

from django.core.management import call_command


def test_the_page_of_states_is_current():
    call_command("draw_states", check=True)
