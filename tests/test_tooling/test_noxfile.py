"""nox -l is the project's help, and failing sessions give a reason."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import noxfile

ROOT = Path(noxfile.__file__).parent
MODULES = [ROOT / "noxfile.py", *(ROOT / ".ci").glob("*.py")]


def test_nox_lists_every_session_with_its_help() -> None:
    listing = subprocess.run(
        [sys.executable, "-m", "nox", "-l"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    sessions = dict(re.findall(r"^[*-] (\w+)(?:-3\.\d+\(\w+\))? -> (.+)$", listing, re.MULTILINE))
    assert list(sessions) == [
        "build", "html", "pdf", "export", "live", "linkcheck", "check", "diff", "new", "init",
        "import", "match", "ground", "parse", "translate", "snippets", "locale", "unit", "tests",
        "coverage", "compat", "wheel", "soak", "lint", "lock", "audit", "screenshots", "bench",
    ]  # fmt: skip
    selected = re.findall(r"^\* (\w+)", listing, re.MULTILINE)
    assert selected == ["build"]


def test_no_error_message_ends_with_a_command_or_a_period() -> None:
    """nox adds a period after each, which must not be copied with a command."""
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    ends = [
        ast.unparse(call.args[-1 if ast.unparse(call.func) == "session.error" else 1])[-3:]
        for call in calls
        if ast.unparse(call.func) in {"session.error", "give_up"} and call.args
    ]
    assert len(ends) > 8
    # Messages may also end with a value: a folder, or a reason.
    assert [end for end in ends if not re.search(r"[a-zé]['\"]$|^why$", end)] == []


def test_the_helper_modules_import_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / ".ci" / "programs.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {each.name for node in imports if isinstance(node, ast.Import) for each in node.names}
    names |= {f"{node.module}" for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
