"""One page that a client or a lawyer can read and print: no script, no request, all escaped."""

from cmcompliance.render.html.page import render_html

__all__ = ["render_html"]
