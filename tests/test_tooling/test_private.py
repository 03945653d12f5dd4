"""Private contact data reaches one PDF and nothing else."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import ROOT, copy_repository, environment
from tests.support.unpacked import unpacked

#: Values that occur nowhere else.
CANARIES = {
    "name": "Quillon Zebrafish",
    "email": "canary-mail@example.org",
    "phone": "+49 30 5550123",
    "address": "Canary Lane 77, Nowhere",
}
LINK = ("Canary Page", "https://canary.example.org/page")


@pytest.fixture(scope="module", params=["own"])
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_repository(tmp_path_factory.mktemp("private") / "checkout")
    lines = [f'{name} = "{value}"' for name, value in CANARIES.items()]
    lines += ["[links]", f'"{LINK[0]}" = "{LINK[1]}"']
    (folder / "private.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def nox(folder: Path, *sessions: str, **values: str) -> str:
    """Run sessions with what is already installed here."""
    command = [sys.executable, "-m", "nox", "--no-venv", "-s", *sessions]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(**values),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def found(text: str) -> set[str]:
    canaries = {*CANARIES.values(), LINK[0], LINK[1]}
    return {canary for canary in canaries if canary in text}


@pytest.mark.slow
def test_only_the_private_pdf_has_private_data(checkout: Path) -> None:
    nox(checkout, "pdf", "html")
    build = checkout / "build"
    (checkout / "build" / "private").chmod(0o755)  # as earlier versions created it
    nox(checkout, "pdf")
    private = unpacked(build / "private" / "resume.pdf")
    assert found(private) == {*CANARIES.values(), LINK[0], LINK[1]}

    assert stat.S_IMODE((build / "private").stat().st_mode) == 0o700

    files = [path for path in checkout.rglob("*") if path.is_file()]
    public = [p for p in files if build / "private" not in p.parents and p.name != "private.toml"]
    assert {build / "html" / "index.html", build / "pdf" / "resume.pdf"} <= set(public)
    for path in public:
        assert found(unpacked(path)) == set(), path
    kinds = {path.suffix for path in public} | {path.name for path in public}
    assert {".doctree", "environment.pickle", "objects.inv", "searchindex.js", ".tex"} <= kinds
    assert any("sphinx_resume" in path.parts and path.suffix == ".json" for path in public)


@pytest.mark.slow
@pytest.mark.parametrize(
    "builder",
    [
        *("dirhtml", "singlehtml", "text", "epub", "xml", "man", "gettext", "resume-report"),
        *("resume-career", "resume-json", "resume-md", "resume-txt", "resume-docx"),
    ],
)
def test_no_other_builder_reads_private_data(checkout: Path, tmp_path: Path, builder: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-c", ".", "docs", str(tmp_path)],
        cwd=checkout,
        env=environment(),
        check=True,
    )
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "environment.pickle" for path in paths)
    assert {path.name for path in paths if found(unpacked(path))} == set()


@pytest.mark.slow
@pytest.mark.parametrize("server", ["CI", "READTHEDOCS"])
def test_a_server_does_not_read_private_data(checkout: Path, server: str) -> None:
    shutil.rmtree(checkout / "build", ignore_errors=True)
    output = nox(checkout, "pdf", **{server: "true"})
    assert "private.toml is not read if CI or READTHEDOCS is set" in output
    assert not (checkout / "build" / "private").exists()


@pytest.mark.slow
def test_a_server_reads_private_data_if_told_to(checkout: Path) -> None:
    nox(checkout, "pdf", CI="true", RESUME_PRIVATE="1")
    assert CANARIES["name"] in unpacked(checkout / "build" / "private" / "resume.pdf")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'emial = "x@example.org"\n', "there is no “emial”; did you mean “email”?"),
        (b"name =", "Invalid value (at end of document)"),
        (b"x = " + b"[" * 9999, "maximum recursion depth exceeded"),
        (b"x = " + b"9" * 9999, "Exceeds the limit (4300 digits) for integer string conversion"),
        (b'"\\u001b[2J" = ""', "there is no “[2J”; use one of: name, email, phone, address, links"),
    ],
)
def test_a_mistake_in_private_toml_is_explained_in_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    source = tmp_path / "private.toml"
    source.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_resume.latex.contact", str(source), str(tmp_path / "o.tex")],
        env={**os.environ, "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{source}: {message}")
    assert done.stderr.count("\n") == 1


def test_git_ignores_private_toml() -> None:
    assert "private.toml" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
