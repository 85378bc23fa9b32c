"""HTML that people wrote, pasted or were handed out, read in a time that grows with its length alone."""

from cmcompliance.markup.html_page import HtmlPage, page_of_html
from cmcompliance.markup.html_text import HtmlMedium, HtmlText, text_of_html

__all__ = ["HtmlMedium", "HtmlPage", "HtmlText", "page_of_html", "text_of_html"]
