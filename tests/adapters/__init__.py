"""Each face with its real client, or as near to it as this machine can come."""
