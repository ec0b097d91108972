"""Addresses of the workbench of MIDs."""

from documents.urls import workbench_urls

urlpatterns = workbench_urls("mid", "praca/mid/")
