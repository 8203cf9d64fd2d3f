"""The only place of this face that opens UserText: a person's words become text of a page, and can become
nothing else.
"""

import re

from markupsafe import Markup, escape

from bot.views.vocabulary import Mention, UserText

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# C0 and C1 controls but tab and newline, which mean nothing on a page; the embeddings, overrides and isolates
# that turn a line around; deprecated format characters and interlinear marks; lone surrogates, which no page
# can carry; noncharacters. What scripts and emoji need stays: joiners, tags, direction marks (these act
# inside their <bdi> only).
_NEUTRALISED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def _tamed(raw: str) -> Markup:
    return escape(_NEUTRALISED.sub("", _NEWLINES.sub("\n", raw)))


def user_text(text: UserText) -> Markup:
    """A person's words, isolated, so that they turn nothing around that stands beside them."""
    return Markup("<bdi>{}</bdi>").format(_tamed(text.raw))


def user_value(text: UserText) -> Markup:
    """The same for a form field's contents or an option's label, where no element can stand."""
    return _tamed(text.raw)


def mention(who: Mention) -> Markup:
    """A member's name, which is their own words as well."""
    return Markup('<span class="mention">@{}</span>').format(user_text(who.name))


def own_words(text: str) -> Markup:
    """Words of ours. They are escaped all the same: a translator may write an ampersand."""
    return escape(text)
