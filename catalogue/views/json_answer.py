"""JSON that a person may read too."""

import json
from typing import Any

from django.http import HttpResponse


def json_answer(data: Any, media: str) -> HttpResponse:
    return HttpResponse(json.dumps(data, ensure_ascii=False, indent=2), content_type=media)
