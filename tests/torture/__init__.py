"""The torture of saving: random schedules of several windows, a bad network, and a judge of every word."""
