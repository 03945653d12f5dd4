"""What a résumé says: dates, entries, citations, and what they come to together.

Nothing here knows Sphinx or docutils.
"""
