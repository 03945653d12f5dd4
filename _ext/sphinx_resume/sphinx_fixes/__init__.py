"""What Sphinx, MyST and furo get wrong, and what undoes that: a file for each fault.

Nothing here serves résumés. Each file says what the fault is, which versions have it, which test
fails without the file, and when it can go. Private names of Sphinx, docutils and MyST are used
here and nowhere else, those of Sphinx's LaTeX writer in `sphinx_resume.latex.writer.sphinx_writer`.
Where a new release breaks something that is assumed of it, `tests/test_sphinx_fixes` says what.
"""
