"""What people see, before any platform draws it."""
