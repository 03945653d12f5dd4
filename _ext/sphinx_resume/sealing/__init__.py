"""The records of all pages in one build, what is computed from them, and what is wrong."""
