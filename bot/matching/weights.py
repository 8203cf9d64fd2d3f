"""Every number that decides what fits and how well, in one place, each with its reason.

They were set by measuring the labelled set `match-dev`. It is small, so only coarse steps were tried.
"""

TERM_SATURATION = 1.2
"""BM25's k1. Features hold each stem once, so it only sets how strongly the length of a post counts."""

LENGTH_NORM = 0.6
"""BM25's b. A little under the usual 0.75: a long offer is often a list of things, each of them meant."""

BACKGROUND_POSTS = 60
"""Posts that share nothing, thought of beside the real ones when the rarity of a stem is computed.

Without them every word of a community's first posts would look common, and the floor would mean something
else in each community."""

STEM = 1.0
"""The unit: a shared stem counts as BM25 says, between about 1 (common) and 5 (rare, in a short post)."""

CONCEPT = 6.0
"""A shared concept, the leading one of both posts.

More than any one stem: which kind of help it is matters more than which word two people happened to share.
From about 12 on, the stems no longer order the posts of one kind."""

CONCEPT_FADE = (1.0, 0.7, 0.5)
"""Worth of the first, second and third concept of a post; all further ones count as the third.

What a post is mostly about comes first; the rest is often only the setting ("drive my mum to her course")."""

SAME_AREA = 1.05
"""Factor where both name the same area: just enough to order equals.

All areas are in one town and people travel, so another area never excludes, and an offer that names no area
must not lose to a worse one next door."""

FLOOR = 3.5
"""Below it nothing is suggested, however alone the best match stands: being asked in vain costs something.

One rare stem reaches it, and so does a concept that leads one of the posts; a common stem, or a concept that
is a side matter of both, does not."""
