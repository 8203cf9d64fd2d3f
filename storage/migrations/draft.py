"""`python -m storage.migrations.draft "what changes"` begins a migration from what storage/tables says.

What it writes into `versions/` is a draft: mend what a machine can't know (new names, data to carry over).
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory

from storage.engine import open_for_migration
from storage.migrate import configuration


def draft(what_changes: str) -> None:
    """Compares the tables with a database that has every migration so far."""
    settings = configuration()
    steps = len(list(ScriptDirectory.from_config(settings).walk_revisions()))
    with TemporaryDirectory() as folder:
        engine = open_for_migration(f"sqlite:///{Path(folder, 'draft.db')}")
        with engine.begin() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            command.revision(settings, what_changes, autogenerate=True, rev_id=f"{steps + 1:04}")
        engine.dispose()


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
