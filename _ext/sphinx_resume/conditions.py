"""Conditions: what a page shows only in some builds, and whether this build is one of them.

Sphinx reads the content of ``only``, ``ifconfig`` and ``todo`` like any other, keeps it for every
builder, and drops it only when a page is written. So each record keeps the conditions it is in,
and each build evaluates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from docutils import nodes
from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes
from sphinx.util.docutils import new_document
from sphinx.util.logging import suppress_logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

T = TypeVar("T")

#: The tag names of conditional nodes, and the directives that make them.
_DIRECTIVES: Final = {"only": "only", "ifconfig": "ifconfig", "todo_node": "todo"}


class Condition(NamedTuple):
    """A directive that shows its content only under a condition."""

    directive: str
    #: The condition as its author wrote it; empty if the directive takes none.
    expression: str = ""


#: The condition around private entries, which their owner hands out in person. What is built with
#: this tag is not for publication.
PRIVATE: Final = Condition("only", "private")

#: Returns whether all these conditions are met in the current build.
AreMet = Callable[[Iterable[Condition]], bool]


class Conditional(NamedTuple, Generic[T]):
    """Something that was read, with the conditions around it."""

    item: T
    conditions: tuple[Condition, ...] = ()


def is_condition(node: nodes.Node) -> bool:
    """Whether a node shows its content only under a condition."""
    return isinstance(node, nodes.Element) and node.tagname in _DIRECTIVES


def conditions_of(node: nodes.Node) -> tuple[Condition, ...]:
    """The conditions around a node, itself included, innermost first."""
    found = []
    around: nodes.Node | None = node
    while around is not None:
        if is_condition(around):
            assert isinstance(around, nodes.Element)
            found.append(Condition(_DIRECTIVES[around.tagname], around.get("expr", "")))
        around = around.parent
    return tuple(found)


def condition_checker(app: Sphinx) -> AreMet:
    """Return a function that returns whether conditions are met in an application's build."""
    known: dict[Condition, bool] = {}

    def are_met(conditions: Iterable[Condition]) -> bool:
        for each in conditions:
            if each not in known:
                known[each] = _is_met(each, app)
            if not known[each]:
                return False
        return True

    return are_met


def _is_met(condition: Condition, app: Sphinx) -> bool:
    if condition.directive == "todo":
        return bool(app.config.todo_include_todos)
    if condition.directive == "ifconfig":
        page = new_document("")
        page += ifconfig("", nodes.paragraph(), expr=condition.expression)
        with suppress_logging():  # the page itself warns if the expression fails
            process_ifconfig_nodes(app, page, "")
        return any(isinstance(node, nodes.paragraph) for node in page)
    try:
        return app.tags.eval_condition(condition.expression)
    except Exception:
        return True
