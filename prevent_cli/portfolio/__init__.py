"""Many bodies side by side: rows of one toolkit, and what shows when those of many come together."""
