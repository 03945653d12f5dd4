"""The files for hosting services, editors and hooks are valid and consistent."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

import noxfile
import sessions

ROOT = Path(noxfile.__file__).parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))

#: Actions whose commits could not be verified: pinned by tag, and updated by Dependabot.
BY_TAG = {"pypa/gh-action-pypi-publish"}


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("github-workflows", ["workflows/ci.yml", "workflows/release.yml", "workflows/weekly.yml"]),
        ("dependabot", ["dependabot.yml"]),
        ("github-issue-forms", ["ISSUE_TEMPLATE/bug.yml", "ISSUE_TEMPLATE/idea.yml"]),
        ("github-issue-config", ["ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_github_accepts_its_files(schema: str, names: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run(
        [*command, *(str(GITHUB / name) for name in names)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_file_for_github_is_checked() -> None:
    assert len(WORKFLOWS) == 3
    assert len([*(GITHUB / "ISSUE_TEMPLATE").iterdir()]) == 3


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_to_commits_with_their_version(path: Path) -> None:
    lines = [line.strip(" -") for line in path.read_text("utf-8").splitlines() if "uses: " in line]
    assert lines
    for line in lines:
        name, _, version = line.removeprefix("uses: ").partition("@")
        exact = r"v\d+\.\d+\.\d+\b.*" if name in BY_TAG else r"[0-9a-f]{40} # v\d+\.\d+\.\d+"
        assert re.fullmatch(exact, version), line


def test_an_action_has_the_same_commit_everywhere() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    found = set(re.findall(r"uses: (.+)", text))
    assert len(found) == len({each.partition("@")[0] for each in found})


def test_only_release_jobs_that_need_it_get_an_id_token() -> None:
    release = load(GITHUB / "workflows" / "release.yml")
    assert release["permissions"] == {"contents": "read"}
    jobs = release["jobs"]
    assert {name for name, job in jobs.items() if "id-token" in job.get("permissions", {})} == {
        "attest",
        "publish",
    }
    # Only attested files are published, only checked files are attested, and neither job builds.
    assert (jobs["attest"]["needs"], jobs["publish"]["needs"]) == ("build", "attest")
    assert not any("run" in step for name in ("attest", "publish") for step in jobs[name]["steps"])
    assert jobs["build"]["steps"][-1]["with"]["path"] == sessions.DIST.as_posix()


def test_every_push_tries_the_build_of_a_release() -> None:
    command = {"run": "python -m nox -s wheel"}
    assert command in load(GITHUB / "workflows" / "ci.yml")["jobs"]["build"]["steps"]
    assert command in load(GITHUB / "workflows" / "release.yml")["jobs"]["build"]["steps"]


def test_links_are_checked_weekly_and_not_on_push() -> None:
    """Otherwise, an outage of another site would block work."""
    weekly = load(GITHUB / "workflows" / "weekly.yml")
    assert {"run": "python -m nox -s linkcheck"} in weekly["jobs"]["links"]["steps"]
    assert set(weekly[True]) == {"schedule", "workflow_dispatch"}  # YAML 1.1 reads “on” as True
    for name in (".ci/run", ".github/workflows/ci.yml"):
        assert "linkcheck" not in (ROOT / name).read_text("utf-8")


def test_hooks_run_the_lint_session_with_the_pinned_nox() -> None:
    ((repo,),) = load(ROOT / ".pre-commit-config.yaml").values()
    (hook,) = repo["hooks"]
    assert repo["repo"] == "local"
    assert hook["entry"] == "python -m nox -s lint"
    pins = sessions.CONSTRAINTS.read_text("utf-8").splitlines()
    assert [each for each in hook["additional_dependencies"] if each not in pins] == []
    assert [Requirement(each).name for each in hook["additional_dependencies"]] == ["nox"]


def test_dependency_updates_cover_every_version_file() -> None:
    updates = load(GITHUB / "dependabot.yml")["updates"]
    places = {each["package-ecosystem"]: each["directory"].strip("/") for each in updates}
    assert places == {"github-actions": "", "pip": "", "npm": "tests/web"}
    assert (ROOT / places["pip"] / "pyproject.toml").is_file()
    assert (ROOT / places["npm"] / "package.json").is_file()


def test_editorconfig_matches_ruff_and_git() -> None:
    text = (ROOT / ".editorconfig").read_text("utf-8")
    assert f"max_line_length = {sessions.PYPROJECT['tool']['ruff']['line-length']}" in text
    assert "end_of_line = lf" in text
    assert "eol=lf" in (ROOT / ".gitattributes").read_text("utf-8")


@pytest.mark.about("guides")  # the links lead there
@pytest.mark.parametrize(
    "path",
    [
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        GITHUB / "PULL_REQUEST_TEMPLATE.md",
        *sorted((GITHUB / "ISSUE_TEMPLATE").iterdir()),
    ],
    ids=lambda path: path.name,
)
def test_documents_link_only_existing_files_and_no_addresses(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"\w@\w", text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (path.parent / target).is_file(), target
    listed = noxfile.__dict__
    assert [name for name in re.findall(r"`nox -s (\w+)", text) if name not in listed] == []
