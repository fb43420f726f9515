"""Governance self-assessments kept as YAML files in git."""
