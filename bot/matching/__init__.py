"""Understanding posts and finding who fits: pure functions over values; no clock, no I/O."""
