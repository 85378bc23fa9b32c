"""HTML that people wrote, pasted or were handed out, read in a time that grows with its length alone."""

from cmcompliance.markup.html_text import HtmlMedium, HtmlText, text_of_html

__all__ = ["HtmlMedium", "HtmlText", "text_of_html"]
