"""Understanding posts and finding who fits: pure functions over values, with no clock and no I/O of their own."""
