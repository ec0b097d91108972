"""Writes of initiatives."""

from initiatives.services.plans import create_initiative

__all__ = ["create_initiative"]
