"""What the fields and the blocks of a page say."""

from typing import Any

import pytest
from tests.wagtail.scenes import body, draft_post
from tests.wagtail.site.models import MappedPage, PostPage
from wagtail.images.models import Image

from cmcompliance.wagtail.drafts import page_draft
from cmcompliance.wagtail.reading import read_fields

pytestmark = pytest.mark.usefixtures("site")

BLOCKS = body(
    ("paragraph", "<p>Gagnez <b>un vélo</b> &amp; un sac</p>", "a1"),
    ("line", "Une ligne", "a2"),
    ("card", {"heading": "En-tête", "text": "Texte\nde la carte"}, "a3"),
    ("points", [{"type": "item", "value": "premier", "id": "b1"}], "a4"),
    ("html", "<div>Brut<script>caché</script></div>", "a5"),
    ("address", "https://a.example/", "a6"),
)


def post(**fields: Any) -> PostPage:
    return PostPage(**{"title": "Titre", "intro": "", "sponsor": "", **fields})


def test_every_block_of_a_stream_is_read_with_its_place() -> None:
    content = read_fields(post(body=BLOCKS), ("body",))
    assert [(one.text, one.path, one.plain) for one in content.passages] == [
        ("Gagnez un vélo & un sac", ("body", "a1"), False),
        ("Une ligne", ("body", "a2"), True),
        ("En-tête", ("body", "a3", "heading"), True),
        ("Texte\nde la carte", ("body", "a3", "text"), True),
        ("premier", ("body", "a4", "b1"), True),
        ("Brut", ("body", "a5"), False),
    ]
    assert content.links == ["https://a.example/"]
    assert [one.label for one in content.passages[:3]] == [
        "Body › Paragraph",
        "Body › Line",
        "Body › Card › Heading",
    ]


def test_a_finding_in_the_woven_text_leads_back_to_its_block() -> None:
    made = page_draft(post(intro="Bonjour", body=BLOCKS), text=("intro", "body"), title="title")
    start = made.draft.text.index("carte")
    (touched,) = made.touched("text", start, start + 5)
    assert touched.passage.path == ("body", "a3", "text")
    assert touched.passage.text[touched.start : touched.end] == "carte"
    assert made.draft.title == "Titre"
    assert made.draft.links == ["https://a.example/"]


def test_rich_text_is_read_as_its_reader_sees_it_and_plain_text_as_it_stands() -> None:
    page = MappedPage(title="T", intro="Un <b> & deux", body="<h2>Un</h2><p>deux &lt;trois&gt;</p>")
    content = read_fields(page, ("intro", "body"))
    assert [one.text for one in content.passages] == ["Un <b> & deux", "Un\n\ndeux <trois>"]
    rich = content.passages[1]
    assert rich.offsets is not None
    assert page.body[rich.offsets[4] :].startswith("deux")


def test_a_picture_goes_out_with_its_alternative_text() -> None:
    page = post(intro="Bonjour")
    page.__dict__["picture"] = Image(title="Un vélo rouge")
    made = page_draft(page, text="intro", pictures="picture")
    assert [(one.kind, one.alt) for one in made.draft.media] == [("image", "Un vélo rouge")]
    (touched,) = made.touched("media[0].alt", 0, 2)
    assert touched.passage.path == ("picture",)


def test_a_name_that_the_model_does_not_have_is_an_error() -> None:
    with pytest.raises(AttributeError, match="caption_of"):
        read_fields(post(), ("caption_of",))


def test_the_language_is_that_of_the_locale() -> None:
    assert page_draft(draft_post(), text="intro").draft.language == "fr"
