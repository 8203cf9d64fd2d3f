"""The platforms' published specifications, as judges of what we send."""
