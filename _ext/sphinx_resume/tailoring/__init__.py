"""Postings, and texts written for one: what they ask for or claim, and what the pages say of it."""
