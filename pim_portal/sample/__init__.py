"""The sample programme: invented content and accounts, only where sample mode is on and always marked as sample."""
