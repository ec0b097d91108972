"""Pages of MIDs that the generic workbench does not have."""
