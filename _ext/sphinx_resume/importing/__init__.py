"""Imports résumés in other formats: reading, mapping, and writing pages.

A small module for each format declares its mapping as data; `pages` writes the pages of all.
"""
