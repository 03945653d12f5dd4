"""From the source of a page to records of what it declares, cites, and shows."""
