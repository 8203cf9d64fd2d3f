"""Everything that Hypha remembers, rows, sealed fields, transactions, and the queue of messages."""
