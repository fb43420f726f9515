"""One file a verb: options in, one call, show, exit code. Commands do not know each other."""
