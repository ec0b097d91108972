"""Sets the portal up, runs it, tests it, checks it. Standard library only, but for prepare.py."""
