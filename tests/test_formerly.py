"""Former ids of entries."""

from __future__ import annotations

from sphinx.util.inventory import InventoryFile

from tests.conftest import MakeSite

PAGES = {
    "index.md": """\
        # Skills

        ```{skill} opentofu
        :title: OpenTofu
        :formerly: terraform
        ```

        See {skill}`terraform`.
        """
}


def test_a_former_id_leads_to_the_entry(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    assert built.warnings == []
    assert '<a class="reference internal" href="#skill-opentofu">' in built.html()
    assert built.page().find(id="skill-terraform") is not None


def test_the_inventory_has_former_ids(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    inventory = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="")
    skills = inventory.data["resume:skill"]
    assert skills["opentofu"].uri.endswith("index.html#skill-opentofu")
    assert skills["terraform"].uri.endswith("index.html#skill-opentofu")


def test_a_former_name_is_a_former_id(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.replace("index.md", ":formerly: terraform", ":formerly: Terraform OSS, C++")
    site.replace("index.md", "{skill}`terraform`", "{skill}`terraform-oss`, {skill}`Terraform OSS`")
    built = site.build()
    assert built.warnings == []
    assert built.page().find(id="skill-terraform-oss") is not None
    inventory = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="")
    assert set(inventory.data["resume:skill"]) == {"opentofu", "terraform-oss", "cplusplus"}


def test_entries_that_claim_each_others_ids_are_reported_once(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Skills

            ```{skill} one
            :formerly: two
            ```

            ```{skill} two
            :formerly: one
            ```
            """
        }
    )
    built = site.build()
    assert built.warnings == [
        "index.md:4: WARNING: “two” is the id of the skill in “index”, line 7; skill “one” cannot "
        "have had it [resume.formerly]",
    ]
    assert built.page().find(id="skill-one") is not None


def test_a_cycle_is_reported_once_and_a_path_into_it_separately(career_site: MakeSite) -> None:
    skills = [("one", "before, two"), ("two", "three"), ("three", "one"), ("four", "four, one")]
    page = "".join(f"```{{skill}} {name}\n:formerly: {old}\n```\n\n" for name, old in skills)
    assert career_site({"index.md": page}).build().warnings == [
        "index.md:2: WARNING: “two” is the id of the skill in “index”, line 5; skill “one” cannot "
        "have had it [resume.formerly]",
        "index.md:14: WARNING: “four” is its current id; delete it here [resume.formerly]",
        "index.md:14: WARNING: “one” is the id of the skill in “index”, line 1; skill “four” "
        "cannot have had it [resume.formerly]",
    ]


def test_two_entries_cannot_share_a_former_id(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Skills

            ```{skill} one
            :formerly: old
            ```

            ```{skill} two
            :formerly: old
            ```
            """
        }
    )
    assert site.build().warnings == [
        "index.md:8: WARNING: “old” was the id of the skill in “index”, line 3; skill “two” cannot "
        "have had it [resume.formerly]"
    ]
