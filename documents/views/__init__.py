"""The workbench: pages on which any kind of document is written. `kind` comes from the addresses of the domain app."""
