"""Sets the portal up, runs it, tests it, checks it. Standard library only: no package is there before it."""
