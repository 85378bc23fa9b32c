from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.archive import Archived, Item, Place, Skipped, Unreadable
from cmcompliance.draft import Draft
from cmcompliance.scan import Cut
from cmcompliance.scan.chunks import Chunk, Given, chunks_of
from cmcompliance.scan.ids import Ids
from cmcompliance.scan.source_ends import SourceEnd

ITEMS = st.lists(
    st.builds(
        lambda text, kind, number: (
            Archived(Draft(text=text), Place("a", "m", number))
            if kind == "draft"
            else Skipped(Place("a", "m", number), "a repost", 3)
            if kind == "skipped"
            else Unreadable(Place("a", "m", number), "broken")
        ),
        st.text(max_size=200),
        st.sampled_from(["draft", "draft", "skipped", "unreadable"]),
        st.integers(1, 9),
    ),
    max_size=40,
)
CUTS = st.builds(Cut, st.integers(1, 12), st.integers(1, 2000))


def cut(items: list[Item], how: Cut) -> list[Chunk]:
    return list(chunks_of(items, how, lambda draft: draft))


@given(ITEMS, CUTS)
def test_every_item_is_in_one_chunk_in_order(items: list[Item], how: Cut) -> None:
    chunks = cut(items, how)
    assert [chunk.number for chunk in chunks] == list(range(1, len(chunks) + 1))
    assert len(chunks) >= 1
    lines = chain.from_iterable(chunk.entries for chunk in chunks)
    texts = [Given.model_validate_json(entry.line).draft for entry in lines]
    assert texts == [item.draft for item in items if isinstance(item, Archived)]
    troubles = [trouble.kind for chunk in chunks for trouble in chunk.troubles]
    assert troubles == [
        "skipped" if isinstance(item, Skipped) else "unreadable"
        for item in items
        if not isinstance(item, Archived)
    ]


@given(ITEMS, CUTS)
def test_only_the_last_chunk_is_not_full_and_none_is_much_too_full(items: list[Item], how: Cut) -> None:
    chunks = cut(items, how)
    for chunk in chunks:
        size = sum(len(entry.line) for entry in chunk.entries[:-1])
        assert len(chunk.entries) + len(chunk.troubles) <= how.items
        assert size < how.size
    assert [chunk.digest() for chunk in cut(items, how)] == [chunk.digest() for chunk in chunks]


def test_a_draft_keeps_what_it_did_not_say() -> None:
    (chunk,) = cut([Archived(Draft(text="a"), Place("a"))], Cut())
    assert Given.model_validate_json(chunk.entries[0].line).draft.model_fields_set == {"text"}


def test_letters_that_are_none_are_told_and_stop_nothing() -> None:
    odd = Draft.model_construct(text="\ud800", id="odd")
    place = Place("a", "caf\udce9.md")
    items = [Archived(odd, place), Archived(Draft(text="b"), place), Unreadable(place, "no \udce9")]
    (chunk,) = cut(items, Cut())
    assert [(one.draft_id, one.member) for one in chunk.troubles] == [("odd", "caf?.md"), (None, "caf?.md")]
    assert [Given.model_validate_json(entry.line).member for entry in chunk.entries] == ["caf?.md"]
    assert chunk.digest()


def ends(chunks: list[Chunk]) -> list[str | None]:
    return [chunk.ends.source if chunk.ends else None for chunk in chunks]


@given(st.lists(ITEMS, min_size=1, max_size=4), CUTS)
def test_no_chunk_goes_beyond_the_end_of_an_archive(archives: list[list[Item]], how: Cut) -> None:
    items = [one for at, part in enumerate(archives) for one in (*part, SourceEnd(str(at), "s", 7))]
    chunks = list(chunks_of(items, how, lambda draft: draft))
    sizes = [len(chunk.entries) + len(chunk.troubles) for chunk in chunks]
    assert sum(sizes) == sum(map(len, archives))
    assert [end for end in ends(chunks) if end] == [str(at) for at, part in enumerate(archives) if part]
    whole = {name: len(part) for name, part in zip(map(str, range(9)), archives, strict=False)}
    seen = 0
    for size, end in zip(sizes, ends(chunks), strict=True):
        seen += size
        if end:
            assert seen == whole[end]
            seen = 0


@given(st.lists(ITEMS, min_size=2, max_size=4), CUTS, st.integers(1, 3))
def test_who_begins_behind_an_archive_makes_the_same_chunks(
    archives: list[list[Item]], how: Cut, skipped: int
) -> None:
    parts = [[*part, SourceEnd(str(at), "s", 7)] for at, part in enumerate(archives)]
    chunks = list(chunks_of(chain.from_iterable(parts), how, lambda draft: draft))
    behind = [chunk for chunk in chunks if chunk.ends and int(chunk.ends.source) < skipped]
    done = behind[-1].number if behind else 0
    ids = Ids()
    for chunk in chunks[:done]:
        ids.take(chunk.ids)
    rest = chain.from_iterable(
        parts[int(behind[-1].ends.source) + 1 :] if behind and behind[-1].ends else parts
    )
    again = list(chunks_of(rest, how, lambda draft: draft, after=done, ids=ids))
    assert again == chunks[done:]
