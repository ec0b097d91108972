"""What the loop's pages show of recommendations and their courses, computed before templates arrange it."""

from tracking.rendering.rows import CourseLine, Row, course_lines, list_row

__all__ = ["CourseLine", "Row", "course_lines", "list_row"]
