"""The model of a résumé: dates, entries, citations, and the career they add up to.

Nothing here imports Sphinx or docutils.
"""
