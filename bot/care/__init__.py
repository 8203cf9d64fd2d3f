"""What a text gives away, and words of danger: pure functions over a text. Nothing leaves the process."""
