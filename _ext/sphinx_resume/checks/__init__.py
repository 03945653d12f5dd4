"""Checks: what is wrong or in doubt, and how authors are told."""
