"""The steps from an empty database to today's tables. `python -m storage.migrations.draft` begins a new one.

There are no steps down: the way back to an older version is the backup from before.
"""
