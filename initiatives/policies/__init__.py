"""What the state of an initiative allows, and what a template of an edition may say."""

from initiatives.policies.plans import TRANSITIONS, check_values

__all__ = ["TRANSITIONS", "check_values"]
