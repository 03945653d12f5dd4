"""Sources from other systems and editors: line endings, byte order marks, file names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import pytest
from sphinx.errors import SphinxError

from sphinx_resume import new_page
from sphinx_resume.latex import contact
from tests.conftest import MakeSite

PAGES: Final = {
    "index.md": """\
        # Engineer

        ```{position} acme
        :title: Engineer
        :organization: Acme
        :start: 2020-01
        :end: 2019-13

        - Ran {skill}`Vault`
          for all teams.
        - Ran {skill}`Valut`.
        ```

        ```{include} part.inc
        ```

        ```{timeline}
        ```

        ```{toctree}
        skills
        ```
        """,
    "part.inc": """\
        ```{talk} secrets
        :title: Secrets
        :date: yesterday

        All about {skill}`Vault` and {skill}`Nomda`.
        ```
        """,
    "skills.rst": """\
        Skills
        ======

        .. resume:skill:: Vault
           :level: some

           Secrets, see :resume:talk:`secret`.

        .. resume:skill:: Nomad
        """,
}

#: Ways to store the same lines.
STORED: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "Windows": lambda text: text.replace(b"\n", b"\r\n"),
    "old Macintosh": lambda text: text.replace(b"\n", b"\r"),
    "half of both": lambda text: text.replace(b"\n", b"\r\n", 7),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "Notepad": lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
}


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")  # MyST, when it includes
@pytest.mark.parametrize("how", STORED)
def test_pages_and_warnings_do_not_depend_on_line_endings(how: str, career_site: MakeSite) -> None:
    site = career_site(PAGES)
    plain = site.build(html_copy_source=False)
    expected = {
        file.relative_to(plain.folder): file.read_bytes()
        for file in plain.folder.rglob("*")
        if file.is_file()
    }
    places = [warning.partition(": ")[0] for warning in plain.warnings]
    assert places == ["index.md:7", "part.inc:3", "index.md:11", "part.inc:5", "skills.rst:7"]
    site.clean()
    for name in PAGES:
        path = site.folder / name
        path.write_bytes(STORED[how](path.read_bytes()))

    built = site.build(html_copy_source=False)

    assert built.warnings == plain.warnings
    for path, content in expected.items():
        assert (built.folder / path).read_bytes() == content, path


@pytest.mark.parametrize("how", STORED)
def test_private_data_does_not_depend_on_line_endings(how: str, tmp_path: Path) -> None:
    source = tmp_path / "private.toml"
    source.write_bytes(STORED[how]('name = "Ada Döe"\nphone = "+49 30 5550123"\n'.encode()))
    target = tmp_path / "resume-private.tex"
    contact.main(str(source), str(target))
    assert r"\newcommand{\resumeprivatename}{Ada Döe}" in target.read_text("utf-8")


@pytest.mark.parametrize("how", STORED)
def test_new_pages_find_existing_ones_with_any_line_endings(how: str, tmp_path: Path) -> None:
    page = b"```{position} acme\n:title: Engineer\n```\n\n```{toctree}\n:glob:\n\ntalks/*\n```\n"
    (tmp_path / "index.md").write_bytes(STORED[how](page))
    with pytest.raises(new_page.ScaffoldError, match=r"index\.md:1 already declares"):
        new_page.create("position", "acme", tmp_path)
    talk = new_page.create("talk", "secrets", tmp_path)
    assert "toctree" not in new_page.next_steps(talk, tmp_path)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_page_in_another_encoding_is_reported(end: bytes, career_site: MakeSite) -> None:
    site = career_site({"index.md": "# A\n", "other.md": "# Ärzte\n\nText.\n\nZürich\n"})
    page = site.folder / "other.md"
    page.write_bytes(
        page.read_text("utf-8").replace("Ä", "A").encode("latin-1").replace(b"\n", end)
    )
    message = f"{page}:5: this is not UTF-8; save the page in that encoding"
    with pytest.raises(SphinxError, match=re.escape(message)):
        site.build()
    assert new_page.create("skill", "go", site.folder).is_file()


def test_pages_may_have_any_name(career_site: MakeSite) -> None:
    folder = "jobs & more/Ärzte 100% #1 – “x”"
    site = career_site(
        {
            "index.md": """\
                # Me

                ```{skill-matrix}
                ```

                ```{timeline}
                ```

                ```{toctree}
                :glob:

                */*/*
                ```
                """,
            f"{folder}/my job.md": """\
                # Work

                ```{position} acme
                :title: Engineer
                :organization: Acme
                :start: 2020-01
                :end: present

                - Ran {skill}`Vault`, as {talk}`secrets` tells.
                ```
                """,
            f"{folder}/skills.md": """\
                # Skills

                ```{skill} Vault
                ```

                ```{talk} secrets
                :title: Secrets
                :date: 2021-05
                :event: Conference

                On {skill}`Vault`.
                ```
                """,
        }
    )
    built = site.build(
        html_baseurl="https://example.org/", resume_feed=True, html_copy_source=False
    )

    assert built.warnings == []
    for docname in built.app.env.all_docs:
        page = built.folder / f"{docname}.html"
        for link in built.page(docname).select("a[href]:not([href^='https:'])"):
            address = urlsplit(str(link["href"]))
            target = page.parent / unquote(address.path) if address.path else page
            assert target.is_file(), link
            anchor = f'id="{unquote(address.fragment)}"' if address.fragment else ""
            assert anchor in target.read_text("utf-8"), link
    quoted = "https://example.org/jobs%20%26%20more/%C3%84rzte%20100%25%20%231%20%E2%80%93%20"
    assert f'<link href="{quoted}' in built.source("feed.xml")
    assert site.build("latex").warnings == []
    assert site.build("text").warnings == []


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")  # MyST, when it includes
def test_forbidden_characters_are_removed_from_included_files(career_site: MakeSite) -> None:
    pages = {
        "index.md": "# A\n\nO\x07ne.\n\n```{include} part.inc\n```\n",
        "part.inc": "T\x07wo.\n",
    }
    text = career_site(pages).build().page().get_text()
    assert "One." in text
    assert "Two." in text
