"""Compares postings, and texts written for them, with what the pages say."""
