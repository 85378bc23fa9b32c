from cmcompliance.report import TextSpan
from cmcompliance.report.fingerprint import fingerprint


def span(text: str, start: int = 0, field: str = "text") -> TextSpan:
    return TextSpan(field=field, start=start, end=start + len(text), text=text)


def test_place_order_case_and_spaces_do_not_count() -> None:
    one = fingerprint("fr/a/b", "FR", None, [span("Tirage au  sort"), span("gagner", 40)])
    other = fingerprint("fr/a/b", "FR", None, [span("GAGNER", 3), span("tirage\nau sort", 90)])
    assert one == other


def test_rule_territory_platform_and_words_do() -> None:
    spans = [span("gagner")]
    prints = {
        fingerprint("fr/a/b", "FR", None, spans),
        fingerprint("fr/a/c", "FR", None, spans),
        fingerprint("fr/a/b", "BE", None, spans),
        fingerprint("fr/a/b", "FR", "x", spans),
        fingerprint("fr/a/b", "FR", None, [span("perdre")]),
        fingerprint("fr/a/b", "FR", None, []),
    }
    assert len(prints) == 6
