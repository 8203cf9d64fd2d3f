"""Hypha: say what you need, say what you can offer, be introduced. The core and the program."""
