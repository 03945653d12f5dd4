"""Views: what is computed and shown.

A view is a frozen dataclass of what its author asked for. `View.layout` turns it and a `Career`
into a small frozen record of everything that will be seen; `View.nodes` turns that record into
ordinary docutils nodes. Neither looks at anything else, so two equal records give equal pages.
"""
