"""Sphinx settings of the catalogue; its pages come from `cmcompliance rules catalogue`."""

project = "cmcompliance"
author = "The cmcompliance authors"
copyright = author
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["catalogue.css"]
html_title = "cmcompliance"
html_show_sphinx = False
html_copy_source = False
# The same word as a heading on every page is no mistake here.
suppress_warnings = ["myst.header"]
