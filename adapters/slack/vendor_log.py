"""What Slack's libraries may say to the log: that something happened, and where, but never what was in it.

Their warnings quote whole payloads (an unhandled request, a bad signature), so the words are left out.
"""

import logging

NAME = "slack_bolt.hypha"


def quiet_logger() -> logging.Logger:
    """The logger to give to Bolt and the SDK; they copy its level and filter to their own."""
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.WARNING)
    if not any(isinstance(each, _WithoutWords) for each in logger.filters):
        logger.addFilter(_WithoutWords())
    return logger


class _WithoutWords(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0] if record.exc_info else None
        record.msg = "a Slack library reports from %s: %s"
        record.args = (f"{record.module}.{record.funcName}", error.__name__ if error else record.levelname)
        record.exc_info = None
        record.exc_text = None
        return True
