"""What a need, an offer and a handshake are, and what may happen to them. Pure: no clock, no I/O."""
