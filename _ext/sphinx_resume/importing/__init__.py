"""From a résumé in another format to pages: reading, mapping, and writing.

One small module for each format says what is what there, as data; `pages` writes for all of them.
"""
