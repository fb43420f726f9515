"""The only floor that touches files and YAML: read, find, place."""
