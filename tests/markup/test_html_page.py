from __future__ import annotations

from cmcompliance.markup import page_of_html, text_of_html


def seen(html: str) -> str:
    return text_of_html(page_of_html(html).content).text


def test_the_main_part_is_read_where_there_is_one() -> None:
    assert seen("<nav>Menu</nav><main>Un<main>deux</main></main><p>Pied<main>Trois") == "Un\n\ndeux\n\nTrois"
    assert seen("<p>Haut<article>Un<article>Réponse</article></article>") == "Un\n\nRéponse"


def test_all_but_menus_is_read_where_there_is_none() -> None:
    menus = "<nav>Menu<nav>Sous</nav></nav>"
    html = f"<body>{menus}<article>Un</article></nav><article>Deux</article><footer>*Pub</footer>"
    assert seen(html) == "Un\n\nDeux\n\n*Pub"
    assert seen("Seul<nav>sans fin") == "Seul"


def test_a_page_says_when_and_by_whom_it_was_written() -> None:
    page = page_of_html(
        '<html lang=fr><title> Un\n&amp; deux </title><title>non</title><meta name="Author" content="Léa">'
        '<script type="application/ld+json">{"datePublished": "2026-11-25T10:00:00Z"}</script>'
        '<time datetime="2020-01-01">'
    )
    assert (page.title, page.language, page.author) == ("Un & deux", "fr", "Léa")
    assert page.published == "2026-11-25T10:00:00Z"
    assert page_of_html('<time datetime="2020-01-01">').published == "2020-01-01"
