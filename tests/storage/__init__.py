"""Tests of the storage room, each on a real SQLite file."""
