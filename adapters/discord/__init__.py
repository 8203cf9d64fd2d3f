"""Hypha on Discord, through discord.py."""
