"""From placeholders to nodes, when all pages are read."""
