"""E-mails: what they say, and how they leave."""

from activity.emails.digest import compose, domain
from activity.emails.transport import Transport

__all__ = ["Transport", "compose", "domain"]
