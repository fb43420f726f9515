"""Records: what a toolkit, a framework, a date and a finding are. No input, no output."""
