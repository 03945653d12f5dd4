"""``python -m sphinx_resume``: the commands, also where the program ``sphinx-resume`` is not."""

from __future__ import annotations

import sys

from sphinx_resume.commands import main

if __name__ == "__main__":
    sys.exit(main())
