"""What became of a toolkit from one period to the next: pure functions over records and assessments."""
