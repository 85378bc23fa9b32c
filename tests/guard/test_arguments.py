from datetime import date
from typing import Any

import pytest

from cmcompliance import Draft, DraftError
from cmcompliance.guard.arguments import Names, drafts_by_name


def publish(
    status: str | None,
    *pictures: str,
    alts: object = (),
    language: object = None,
    spoiler: str | None = None,
    links: object = None,
    reply: int | None = None,
    day: date | None = None,
    **rest: object,
) -> None:
    """A function that publishes."""


NAMES = Names("status", "spoiler", "language", "alts", "links", "reply", "day")


def draft_of(*args: Any, **kwargs: Any) -> Draft | str:
    return drafts_by_name(publish, NAMES, {"platform": "mastodon"})(*args, **kwargs)


def test_each_parameter_says_its_field() -> None:
    draft = draft_of(
        "Bonjour 🌞",
        "sun.png",
        alts=["Un soleil", None, "Une plage"],
        language="fr",
        spoiler="Vacances",
        links=["https://example.org"],
        reply=7,
        day=date(2026, 12, 1),
    )
    assert draft == Draft(
        text="Bonjour 🌞",
        kind="comment",
        title="Vacances",
        platform="mastodon",
        language="fr",
        media=[{"alt": "Un soleil"}, {"alt": "Une plage"}],
        links=["https://example.org"],
        published_at=date(2026, 12, 1),
    )


def test_what_is_not_given_stays_unknown() -> None:
    assert draft_of("Bonjour") == Draft(text="Bonjour", platform="mastodon")


@pytest.mark.parametrize(
    ("given", "language"), [("fr", "fr"), (["fr"], "fr"), (["fr", "en"], None), ([], None), ((), None)]
)
def test_of_a_list_of_languages_one_counts_and_several_are_left_to_detection(
    given: object, language: str | None
) -> None:
    draft = draft_of("Bonjour", language=given)
    assert isinstance(draft, Draft)
    assert draft.language == language


def test_one_alternative_text_or_link_needs_no_list() -> None:
    draft = draft_of("Bonjour", alts="Un soleil", links="https://example.org")
    assert isinstance(draft, Draft)
    assert ([medium.alt for medium in draft.media], draft.links) == (["Un soleil"], ["https://example.org"])


def test_what_every_draft_has_stays_beside_what_a_call_adds() -> None:
    constant = {"media": [{"kind": "video"}], "links": ["https://example.org/a"]}
    draft = drafts_by_name(publish, NAMES, constant)(
        "Bonjour", alts="Un soleil", links=["https://example.org/b"]
    )
    assert isinstance(draft, Draft)
    assert [medium.alt for medium in draft.media] == [None, "Un soleil"]
    assert draft.links == ["https://example.org/a", "https://example.org/b"]


def test_a_default_of_the_function_counts() -> None:
    def post(status: str = "Bonjour", language: str = "fr") -> None:
        """A function with defaults."""

    assert drafts_by_name(post, Names("status", language="language"), {})() == Draft(
        text="Bonjour", language="fr"
    )


def test_a_keyword_of_any_name_may_hold_the_text() -> None:
    def send(**fields: str) -> None:
        """A function that takes what comes."""

    to_draft = drafts_by_name(send, Names("message"), {})
    assert to_draft(message="Bonjour", channel="x") == Draft(text="Bonjour")
    with pytest.raises(DraftError, match="`message` holds no text"):
        to_draft(channel="x")


def test_a_method_needs_no_name_for_the_object() -> None:
    class Client:
        def post(self, status: str) -> None:
            """Post."""

    assert drafts_by_name(Client().post, Names("status"), {})("Bonjour") == Draft(text="Bonjour")
    assert drafts_by_name(Client.post, Names("status"), {})(Client(), "Bonjour") == Draft(text="Bonjour")


@pytest.mark.parametrize(
    ("args", "kwargs", "message"),
    [
        ((None,), {}, r"publish\(\): `status` holds no text to check"),
        ((7,), {}, r"publish\(\): `status` is a int and no text"),
        ((b"Bonjour",), {}, r"publish\(\): `status` is a bytes and no text"),
        (("Bonjour",), {"language": "?"}, r"publish\(\): `language`: '\?' is not written"),
        (("Bonjour",), {"links": iter(["https://example.org"])}, "`links` can be read only once"),
        (("half \ud800",), {}, "half a character"),
    ],
)
def test_arguments_that_make_no_draft_are_refused_by_name(
    args: tuple[Any, ...], kwargs: dict[str, Any], message: str
) -> None:
    with pytest.raises(DraftError, match=message):
        draft_of(*args, **kwargs)


def test_what_can_be_read_only_once_is_not_read() -> None:
    links = iter(["https://example.org"])
    with pytest.raises(DraftError):
        draft_of("Bonjour", links=links)
    assert next(links) == "https://example.org"


def test_a_call_that_does_not_fit_the_function_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"publish\(\): missing a required argument: 'status'"):
        draft_of()


def test_a_name_that_is_no_parameter_is_refused_before_any_call() -> None:
    with pytest.raises(TypeError, match="has no parameter `text` to take the text from; it has `status`"):
        drafts_by_name(lambda status: None, Names("text"), {})


def test_a_field_that_no_draft_has_is_refused_before_any_call() -> None:
    with pytest.raises(DraftError, match="did you mean 'mastodon'"):
        drafts_by_name(publish, NAMES, {"platform": "mastodn"})


def test_a_function_without_known_parameters_needs_one_that_makes_the_draft() -> None:
    with pytest.raises(TypeError, match=r"guard\.publishes\(to_draft\)"):
        drafts_by_name(dict, Names("text"), {})
