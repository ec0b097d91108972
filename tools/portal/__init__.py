"""Sets the portal up, runs it, tests it and checks it. Standard library only: it runs before any package is there."""
