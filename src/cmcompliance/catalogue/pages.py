"""All pages of the catalogue of one rule book, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cmcompliance.catalogue.markdown import code, link, plain, table
from cmcompliance.catalogue.rule_page import rule_page, said, source_heads, source_row
from cmcompliance.catalogue.words import WORDS, Language
from cmcompliance.rulebook.book import Duty, Rule, RuleBook, Severity

_FOLDER = "rules"
_LETTERS: dict[Severity, str] = {"error": "E", "warning": "W", "info": "I"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown; `path` is relative to the catalogue's folder."""

    path: PurePosixPath
    text: str


def pages(book: RuleBook, language: Language) -> Iterator[Page]:
    """Yield every page: the front page, one page a rule, and the lists that lead to them."""
    yield _page("index.md", _front(book, language))
    yield _page("obligations.md", _by_obligation(book, language))
    yield _page("places.md", _by_place(book, language))
    yield _page("sources.md", _sources(book, language))
    if book.duties:
        yield _page("coverage.md", _coverage(book, language))
    for rule in book.rules.values():
        yield _page(_path(rule), rule_page(rule, book, language))


def _page(path: str, lines: Iterable[str]) -> Page:
    return Page(PurePosixPath(path), "\n".join(lines).rstrip() + "\n")


def _path(rule: Rule) -> str:
    return f"{_FOLDER}/{rule.name}.md"


def _front(book: RuleBook, language: Language) -> Iterator[str]:
    say = WORDS[language]
    numbers = {"version": book.version, "rules": len(book.rules), "sources": len(book.sources)}
    yield from (f"# {say['title']}", "", say["lead"].format(**numbers), "")
    lists = ["obligations", "places", "sources", *(["coverage"] if book.duties else [])]
    yield from (f"- {link(say[name], f'{name}.md')}" for name in lists)
    yield from ("", f"## {say['by_obligation']}", "", say["table_note"], "")
    places = _columns(book)
    everywhere = [say["everywhere"]] if any(_is_everywhere(rule) for rule in book.rules.values()) else []
    heads = (say["obligation"], *(code(place) for place in places), say["platforms_column"], *everywhere)
    yield from table(heads, _rows(book, places, language))
    yield from ("", "```{toctree}", ":hidden:", "", *lists, "```")


def _columns(book: RuleBook) -> list[str]:
    """Return the territories that rules name, those with most rules first; states go with their country."""
    count: dict[str, int] = {}
    for rule in book.rules.values():
        for entry in rule.scope.territories:
            count[entry.key.split("-")[0]] = count.get(entry.key.split("-")[0], 0) + 1
    return sorted(count, key=lambda place: (-count[place], place))


def _rows(book: RuleBook, places: Sequence[str], language: Language) -> Iterator[tuple[str, ...]]:
    say = WORDS[language]
    with_houses = any(_is_everywhere(rule) for rule in book.rules.values())
    for obligation, rules in _grouped(book):
        cells = [_cell(rules, place, say) for place in places]
        on_platforms = [rule for rule in rules if rule.scope.platforms and not rule.scope.territories]
        platforms = " ".join(_letter(rule, rule.severity, say) for rule in on_platforms)
        houses = " ".join(_letter(rule, rule.severity, say) for rule in rules if _is_everywhere(rule))
        meaning = plain(said(book.obligations.get(obligation, {}), language))
        row = (f"{code(obligation)}<br>{meaning}", *cells, platforms)
        yield (*row, houses) if with_houses else row


def _is_everywhere(rule: Rule) -> bool:
    """Whether it is tied to no territory and no platform, as a house's own rule may be."""
    return not rule.scope.territories and not rule.scope.platforms


def _cell(rules: Sequence[Rule], place: str, say: Mapping[str, str]) -> str:
    letters = []
    for rule in rules:
        entries = [entry for entry in rule.scope.territories if entry.key.split("-")[0] == place]
        if entries:
            letters.append(_letter(rule, entries[0].severity or rule.severity, say))
    return " ".join(letters)


def _letter(rule: Rule, severity: Severity, say: Mapping[str, str]) -> str:
    return link(say[_LETTERS[severity]], _path(rule))


def _grouped(book: RuleBook) -> list[tuple[str, list[Rule]]]:
    groups: dict[str, list[Rule]] = {code: [] for code in book.obligations}
    for rule in book.rules.values():
        groups.setdefault(rule.obligation, []).append(rule)
    return [(name, rules) for name, rules in groups.items() if rules]


def _by_obligation(book: RuleBook, language: Language) -> Iterator[str]:
    yield from (f"# {WORDS[language]['obligations']}", "")
    for obligation, rules in _grouped(book):
        yield from (f"## {obligation}", "", plain(said(book.obligations.get(obligation, {}), language)), "")
        yield from (_item(rule, language) for rule in rules)
        yield ""


def _by_place(book: RuleBook, language: Language) -> Iterator[str]:
    yield from (f"# {WORDS[language]['places']}", "")
    for key, territory in book.territories.items():
        rules = [rule for rule in book.rules.values() if key in {e.key for e in rule.scope.territories}]
        yield from _place(plain(said(territory.name, language)), rules, language)
    for key, platform in book.platforms.items():
        rules = [rule for rule in book.rules.values() if key in {e.key for e in rule.scope.platforms}]
        yield from _place(plain(platform.name), rules, language)
    everywhere = [rule for rule in book.rules.values() if _is_everywhere(rule)]
    yield from _place(WORDS[language]["everywhere"].capitalize(), everywhere, language)


def _place(name: str, rules: Sequence[Rule], language: Language) -> Iterator[str]:
    if rules:
        yield from (f"## {name}", "", *(_item(rule, language) for rule in rules), "")


def _item(rule: Rule, language: Language) -> str:
    title = link(plain(said(rule.title, language)), _path(rule))
    return f"- {title} — {WORDS[language][rule.severity]}, {code(rule.name)}"


def _sources(book: RuleBook, language: Language) -> Iterator[str]:
    yield from (f"# {WORDS[language]['sources']}", "")
    holders: dict[str, list[str]] = {}
    for source in book.sources.values():
        holders.setdefault(source.territory or source.platform or source.house or "", []).append(source.key)
    for holder in sorted(holders):
        territory, platform = book.territories.get(holder), book.platforms.get(holder)
        name = said(territory.name, language) if territory else platform.name if platform else holder
        yield from (f"## {plain(name)}", "")
        rows = [source_row(book.sources[key], language) for key in holders[holder]]
        yield from (*table(source_heads(language), rows), "")


def _coverage(book: RuleBook, language: Language) -> Iterator[str]:
    say = WORDS[language]
    duties = list(book.duties.values())
    covered = [duty for duty in duties if duty.rules]
    yield from (f"# {say['coverage']}", "", say["count"].format(len(duties), len(covered)), "")
    yield from (f"## {say['duties']}", "")
    rows = [_duty_row(duty, book, language) for duty in covered]
    yield from (*table((say["duty"], say["used_by"]), rows), "")
    left_out = [duty for duty in duties if not duty.rules]
    yield from (f"## {say['left_out']}", "")
    for duty in left_out:
        text, why = plain(said(duty.text, language)), plain(said(duty.left_out, language))
        yield f"- **{text}** ({_holder(duty)}): {why}"


def _duty_row(duty: Duty, book: RuleBook, language: Language) -> tuple[str, str]:
    rules = "<br>".join(link(code(name), _path(book.rules[name])) for name in duty.rules)
    return f"{plain(said(duty.text, language))}<br>{_holder(duty)} {code(duty.obligation)}", rules


def _holder(duty: Duty) -> str:
    return code(duty.territory or duty.platform or "")
