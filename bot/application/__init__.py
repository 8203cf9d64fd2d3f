"""What people can do with Hypha: one file a verb, and the one door they all come through."""
