"""What Hypha logs as a bug of its own is one, whatever else a test looks at."""

import logging
from collections.abc import Generator

import pytest

from bot.log import OURS


class _Bugs(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_bug_goes_unheard(request: pytest.FixtureRequest) -> Generator[None]:
    """A test in which Hypha stumbles on purpose says so: `@pytest.mark.stumbles`, and then it must."""
    bugs = _Bugs()
    loggers = [logging.getLogger(name) for name in OURS]
    for logger in loggers:
        logger.addHandler(bugs)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(bugs)
    meant = request.node.get_closest_marker("stumbles") is not None
    assert bool(bugs.records) is meant, [_told(each) for each in bugs.records] or "nothing went wrong"


def _told(record: logging.LogRecord) -> str:
    """With the exception's own words, which no log of Hypha's holds: in a test nothing is personal."""
    error = record.exc_info[1] if record.exc_info else getattr(record, "error", None)
    return f"{record.msg} {getattr(record, 'kind', '')} {error!r} ({record.module}:{record.lineno})"
