"""A frozen Version to PDF: `page` makes the HTML, `limits` judges it, `engine` turns it into PDF/UA.

`engine` loads WeasyPrint and with it Pango; only the worker that renders imports it.
"""
