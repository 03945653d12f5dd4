"""Remove nodes from a document's own lists as well, when they are removed from it.

Fault: docutils also keeps nodes of a page in lists, for example of labels and footnotes, and has no
  way to remove one from all of them; so references in removed text are still resolved and warned
  of.
Needed for: docutils 0.22.
Test: tests/test_reading/test_redaction.py::test_the_body_of_an_internal_entry_is_in_no_output
Removable: when a document can forget a node.
"""

from __future__ import annotations

from collections.abc import Collection

from docutils import nodes


def forget(document: nodes.document, removed: Collection[nodes.Element]) -> None:
    """Remove nodes from all lists that a document keeps."""
    gone = set(map(id, removed))
    for name in (name for node in removed for name in node["names"]):
        document.nameids.pop(name, None)
        document.nametypes.pop(name, None)
    for record in (record for key, record in vars(document).items() if key != "children"):
        for kept in [record, *(record.values() if isinstance(record, dict) else ())]:
            if isinstance(kept, list):
                kept[:] = [each for each in kept if id(each) not in gone]
            elif isinstance(kept, dict):
                for key in [key for key, each in kept.items() if id(each) in gone]:
                    del kept[key]
