"""A file, the same on every face: a card as a page of plain text, a picture as it is."""
