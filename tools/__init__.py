"""Set-up, running, checks and vendoring: programs around the portal, never imported by it."""
