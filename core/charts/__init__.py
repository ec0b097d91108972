"""Pictures drawn on the server as SVG: pure functions from dataclasses to safe markup.

Only presentation attributes are used, so the same picture serves the page and the PDF. Labels come translated.
Each picture has a sibling table in templates/components/charts/ that says the same.
"""
