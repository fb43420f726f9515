"""What writes toolkits: edits, new files, roll-over, one way of saying each thing. Pure functions over plain data."""
