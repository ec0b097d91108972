"""What the state of an initiative allows, and what a template of an edition may say."""

from initiatives.policies.dependencies import check_dependencies, check_row
from initiatives.policies.plans import TRANSITIONS, check_values

__all__ = ["TRANSITIONS", "check_dependencies", "check_row", "check_values"]
