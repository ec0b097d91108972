"""What the loop's pages show of recommendations and their courses, computed before templates arrange it."""

from tracking.rendering.briefs import Brief, brief_of
from tracking.rendering.drawing import card, table_row
from tracking.rendering.matrix import Matrix, matrix_of, pieces
from tracking.rendering.paths import Path, paths_of, steps
from tracking.rendering.printing import MOST_PRINTED, brief_html, view_html
from tracking.rendering.rows import CourseLine, Row, course_lines, list_row

__all__ = [
    "MOST_PRINTED",
    "Brief",
    "CourseLine",
    "Matrix",
    "Path",
    "Row",
    "brief_html",
    "brief_of",
    "card",
    "course_lines",
    "list_row",
    "matrix_of",
    "paths_of",
    "pieces",
    "steps",
    "table_row",
    "view_html",
]
