"""Put a changed text in the place of the one that a text file holds; all around it stays as it is."""

from __future__ import annotations

from cmcompliance.read.front_matter import read_front_matter
from cmcompliance.remedy.line_ends import line_end_of, with_line_ends


def with_text(content: str, text: str) -> str:
    """Return the content of a text file with another text in it.

    Front matter and blank lines around the text stay. A text that had one line takes its line ends from the
    file. Raises FrontMatterError when the front matter cannot be read.
    """
    start = read_front_matter(content).body_start
    body = content[start:]
    old = body.strip("\r\n")
    start += len(body) - len(body.lstrip("\r\n"))
    if "\n" not in old and "\r" not in old:
        text = with_line_ends(text, line_end_of(content))
    before = content[:start]
    if not old and before and not before.endswith(("\n", "\r")):
        before += line_end_of(content)
    return before + text + content[start + len(old) :]
