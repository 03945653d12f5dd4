"""Builds on top of earlier ones, in several processes, and beside each other."""
