"""Small platforms on loopback, for the real clients to talk to."""
