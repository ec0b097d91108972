"""The filters of `{% load portal %}` that see more than core.text does."""

import datetime

from django.template import Context, Template


def test_a_moment_is_shown_on_the_polish_day():
    late = datetime.datetime(2026, 11, 22, 23, 14, tzinfo=datetime.UTC)
    template = Template("{% load portal %}{{ late|short_date }} {{ late|long_date }}")
    assert template.render(Context({"late": late})) == "23.11.2026 23\u00a0listopada\u00a02026"
