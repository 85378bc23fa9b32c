import asyncio
import functools
import inspect
import logging
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cmcompliance
from cmcompliance import Blocked, Checker, Draft, DraftError, Guard, Report
from cmcompliance.checking import Policy
from cmcompliance.guard import CheckFailed
from cmcompliance.settings import SettingsError

CLEAN = "Bonne journée à toutes et à tous 🌞👩🏽‍🚀"
UNLAWFUL = "🚬 Nos cigarettes Rive sont les meilleures : venez les acheter en boutique !"
DOUBTFUL = "🎁 Tirage au sort dimanche : like et abonne-toi, gagne un lot de 60 € !"
CHECKER = Checker(jurisdictions=["FR"])
BRAND = {"author": {"role": "brand"}}


def guard_with(checker: Checker = CHECKER, **options: Any) -> Guard:
    return Guard(checker, **{"defaults": BRAND, **options})


class Broken(Checker):
    """A checker whose check fails."""

    def __init__(self) -> None:  # it needs no rules for that
        pass

    def check(self, draft: Draft | str, **_: Any) -> Report:
        raise RuntimeError("out of order")


class Slow(Checker):
    """A checker that gives no verdict until it is released."""

    def __init__(self) -> None:  # it has another do the work
        self.released = threading.Event()

    def check(self, draft: Draft | str, **options: Any) -> Report:
        self.released.wait(60)
        return CHECKER.check(draft, **options)


class Spy(Checker):
    """A checker that keeps what it was asked, and where."""

    def __init__(self) -> None:  # it has another do the work
        self.seen: list[str] = []
        self.threads: list[str] = []

    def check(self, draft: Draft | str, **options: Any) -> Report:
        assert isinstance(draft, Draft)
        self.seen.append(draft.text)
        self.threads.append(threading.current_thread().name)
        return CHECKER.check(draft, **options)


def sent_by(guard: Guard, *args: Any, **kwargs: Any) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """What a guarded function was called with."""
    calls = []

    @guard.publishes(text="status", language="language")
    def publish(status: str, language: str | None = None, **rest: Any) -> None:
        calls.append(((status, language), rest))

    try:
        publish(*args, **kwargs)
    except Blocked:
        assert calls == []
    return calls


def test_a_post_that_must_not_go_out_is_not_sent() -> None:
    assert sent_by(guard_with(), UNLAWFUL) == []


def test_a_clean_post_is_sent_with_the_arguments_given() -> None:
    assert sent_by(guard_with(), CLEAN, "fr", extra=3) == [((CLEAN, "fr"), {"extra": 3})]


def test_the_wrapped_function_gives_its_value_and_keeps_its_name_and_parameters() -> None:
    def publish(status: str, *, language: str = "fr") -> int:
        """Send it."""
        return len(status)

    guarded = guard_with().publishes(text="status")(publish)
    assert guarded(CLEAN) == len(CLEAN)
    assert guarded.__name__ == "publish"
    assert guarded.__doc__ == "Send it."
    assert inspect.signature(guarded) == inspect.signature(publish)


def test_what_the_wrapped_function_raises_passes_untouched() -> None:
    raised = ValueError("the server is full")

    @guard_with(on_error="allow").publishes()
    def publish(text: str) -> None:
        raise raised

    with pytest.raises(ValueError, match="the server is full") as caught:
        publish(CLEAN)
    assert caught.value is raised


def test_what_is_raised_in_the_body_of_a_context_passes_untouched() -> None:
    raised = TimeoutError("the server sleeps")
    with pytest.raises(TimeoutError) as caught, guard_with().checked(CLEAN):
        raise raised
    assert caught.value is raised


def test_the_body_of_a_context_does_not_run_for_a_blocked_draft() -> None:
    ran = False
    with pytest.raises(Blocked) as blocked, guard_with().checked(Draft(text=UNLAWFUL)):
        ran = True
    assert not ran
    assert blocked.value.draft.text == UNLAWFUL
    assert blocked.value.report.findings[0].rule == "eu/sector/tobacco-vape"


def test_a_context_gives_the_report() -> None:
    with guard_with().checked(CLEAN, platform="mastodon") as report:
        assert (report.verdict, report.platform) == ("pass", "mastodon")


def test_the_message_names_the_finding_and_what_to_do_in_the_language_of_the_draft() -> None:
    with pytest.raises(Blocked) as french:
        guard_with().check(UNLAWFUL)
    finding = french.value.report.findings[0]
    assert str(french.value).startswith("Publication arrêtée : 1 erreur.\n- ")
    assert finding.title in str(french.value)
    assert f"À faire : {finding.remediation.hint}" in str(french.value)
    with pytest.raises(Blocked, match=r"^Not published: 1 error\."):
        guard_with(lang="en").check(UNLAWFUL)


def test_a_blocked_exception_can_be_sent_to_another_process() -> None:
    with pytest.raises(Blocked) as blocked:
        guard_with().check(UNLAWFUL)
    copy = pickle.loads(pickle.dumps(blocked.value))
    assert (copy.draft, copy.report, str(copy)) == (
        blocked.value.draft,
        blocked.value.report,
        str(blocked.value),
    )


def test_on_block_is_told_and_nothing_is_sent_whatever_it_returns() -> None:
    told: list[tuple[str, str]] = []

    def tell(draft: Draft, report: Report) -> bool:
        told.append((draft.text, report.verdict))
        return True

    assert sent_by(guard_with(on_block=tell), UNLAWFUL) == []
    assert told == [(UNLAWFUL, "block")]
    assert sent_by(guard_with(on_block=tell), CLEAN)
    assert len(told) == 1


def test_a_doubtful_post_is_sent_and_its_rules_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert sent_by(guard_with(), DOUBTFUL)
    assert ("cmcompliance.guard", logging.WARNING) in [
        (record.name, record.levelno) for record in caplog.records
    ]
    assert "fr/contest/rules-missing" in caplog.text
    assert "Tirage" not in caplog.text


def test_a_doubtful_post_is_held_back_where_reviews_block() -> None:
    guard = guard_with(on_review="block")
    assert sent_by(guard, DOUBTFUL) == []
    assert sent_by(guard, CLEAN)
    with pytest.raises(Blocked, match="Publication arrêtée : 1 alerte"):
        guard.check(DOUBTFUL)


@pytest.mark.parametrize(("answer", "sent"), [(True, 1), (False, 0), (None, 0), ("yes", 0)])
def test_a_doubtful_post_is_sent_only_if_the_reviewer_returns_true(answer: Any, sent: int) -> None:
    assert len(sent_by(guard_with(on_review=lambda draft, report: answer), DOUBTFUL)) == sent


def test_a_text_in_a_language_that_no_rule_reads_is_for_review() -> None:
    text = "Dzień dobry wszystkim, życzymy wam bardzo miłego i spokojnego dnia w naszym mieście"
    with pytest.raises(Blocked, match="Not checked"):
        guard_with(on_review="block", lang="en").check(text, language="pl")


def test_open_questions_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    draft = Draft(text="Merci @maisonrive pour ce joli colis 🧡 -20 % avec LEA20", platform="instagram")
    report = Guard(CHECKER).check(draft)
    assert "relationship.kind" in [question.field for question in report.questions]
    assert "relationship.kind" in caplog.text


def test_nothing_is_sent_when_the_check_fails() -> None:
    guard = Guard(Broken())
    assert sent_by(guard, CLEAN) == []
    with pytest.raises(CheckFailed, match="RuntimeError: out of order") as failed:
        guard.check(CLEAN)
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert failed.value.report.not_evaluated


def test_a_failed_check_lets_through_where_allowed_and_says_so_loudly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    guard = Guard(Broken(), on_error="allow")
    assert sent_by(guard, CLEAN)
    assert [(record.levelno, record.message[:19]) for record in caplog.records] == [
        (logging.ERROR, "PUBLISHED UNCHECKED")
    ]
    assert "out of order" in caplog.text
    assert guard.check(CLEAN).verdict == "review"


def test_a_check_that_takes_too_long_has_failed() -> None:
    slow = Slow()
    guard = Guard(slow, timeout=0.05)
    with pytest.raises(CheckFailed, match="no verdict within"):
        guard.check(CLEAN)
    with pytest.raises(CheckFailed, match="no verdict within"):
        asyncio.run(guard.check_async(CLEAN))
    slow.released.set()


def test_a_check_that_took_too_long_holds_up_no_later_one() -> None:
    slow = Slow()
    guard = guard_with(slow, timeout=0.05)
    with pytest.raises(CheckFailed):
        guard.check(CLEAN)
    slow.released.set()
    guard.ready()
    patient = guard_with(slow, timeout=60)
    patient.ready()
    assert patient.check(CLEAN).verdict == "pass"
    assert sent_by(patient, UNLAWFUL) == []


def test_an_async_function_is_awaited_after_the_check_and_stays_one() -> None:
    sent: list[str] = []

    @guard_with().publishes()
    async def publish(text: str) -> str:
        await asyncio.sleep(0)
        sent.append(text)
        return text.upper()

    assert inspect.iscoroutinefunction(publish)
    assert asyncio.run(publish(CLEAN)) == CLEAN.upper()
    with pytest.raises(Blocked):
        asyncio.run(publish(UNLAWFUL))
    assert sent == [CLEAN]


def test_async_callables_of_any_kind_are_checked_beside_the_loop() -> None:
    spy = Spy()

    class Publisher:
        async def __call__(self, text: str) -> str:
            return text

        async def publish(self, text: str) -> str:
            return text

    guard = guard_with(spy)
    publisher = Publisher()
    partial = functools.partial(Publisher.publish, publisher)
    for function in (publisher, publisher.publish, partial):
        assert asyncio.run(guard.publishes()(function)(CLEAN)) == CLEAN
    assert set(spy.threads) == {"cmcompliance-guard"}


def test_an_async_context_gives_the_report_or_does_not_run() -> None:
    async def publish(text: str) -> str:
        async with guard_with().checked(text) as report:
            return report.verdict

    assert asyncio.run(publish(CLEAN)) == "pass"
    with pytest.raises(Blocked):
        asyncio.run(publish(UNLAWFUL))


def test_a_reviewer_may_be_async_in_async_code_only() -> None:
    async def agree(draft: Draft, report: Report) -> bool:
        await asyncio.sleep(0)
        return True

    guard = guard_with(on_review=agree)
    assert asyncio.run(guard.check_async(DOUBTFUL)).verdict == "review"
    with pytest.raises(TypeError, match="check_async"):
        guard.check(DOUBTFUL)


def test_a_cancelled_publication_is_not_sent() -> None:
    slow, sent = Slow(), list[str]()

    @Guard(slow).publishes()
    async def publish(text: str) -> None:
        sent.append(text)

    async def cancel() -> None:
        task = asyncio.create_task(publish(CLEAN))
        await asyncio.sleep(0.01)
        task.cancel()
        slow.released.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert sent == []


def test_posts_at_the_same_time_get_their_own_reports() -> None:
    guard = guard_with()
    texts = [f"{text} n° {number}" for number in range(20) for text in (CLEAN, UNLAWFUL, DOUBTFUL)]
    sent: list[str] = []

    @guard.publishes()
    async def publish(text: str) -> str:
        await asyncio.sleep(0)
        sent.append(text)
        return text

    async def publish_all() -> list[str | BaseException]:
        return await asyncio.gather(*map(publish, texts), return_exceptions=True)

    outcomes = asyncio.run(publish_all())
    for text, outcome in zip(texts, outcomes, strict=True):
        if text.startswith(UNLAWFUL):
            assert isinstance(outcome, Blocked)
            assert outcome.draft.text == text
            assert all(span.text in text for one in outcome.report.findings for span in one.spans)
        else:
            assert outcome == text
    assert sorted(sent) == sorted(text for text in texts if not text.startswith(UNLAWFUL))


def test_threads_may_share_a_guard() -> None:
    guard = guard_with()
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda text: len(sent_by(guard, text)), [CLEAN, UNLAWFUL] * 20))
    assert sent == [1, 0] * 20


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80) | st.sampled_from([CLEAN, UNLAWFUL, DOUBTFUL]), rest=st.integers())
def test_whatever_the_text_the_function_gets_exactly_its_arguments_or_is_not_called(
    text: str, rest: int
) -> None:
    spy = Spy()
    calls = sent_by(guard_with(spy), text, rest=rest)
    assert spy.seen == [text]
    blocked = CHECKER.check(Draft.model_validate({"text": text, **BRAND})).verdict == "block"
    assert calls == ([] if blocked else [((text, None), {"rest": rest})])


def test_defaults_fill_what_a_draft_does_not_say() -> None:
    guard = Guard(
        defaults={"jurisdictions": ["FR"], "platform": "mastodon", "relationship": {"kind": "paid"}}
    )
    with pytest.raises(Blocked) as blocked:
        guard.check("J'adore cette crème @acme 🧡", author={"role": "influencer"})
    assert blocked.value.report.platform == "mastodon"
    assert blocked.value.draft.platform is None
    assert guard.check(CLEAN, platform="bluesky", relationship={"kind": "none"}).platform == "bluesky"


@pytest.mark.parametrize(
    ("defaults", "message"),
    [
        ({"platfrom": "x"}, "did you mean `platform`"),
        ({"links": ["https://example.org"]}, "`links` belongs to one draft"),
    ],
)
def test_defaults_that_no_draft_can_take_are_refused(defaults: dict[str, Any], message: str) -> None:
    with pytest.raises(DraftError, match=message):
        Guard(defaults=defaults)


def test_settings_say_the_same_as_for_the_command(tmp_path: Path) -> None:
    path = tmp_path / "cmcompliance.toml"
    path.write_text('jurisdictions = ["FR"]\nplatform = "x"\n\n[rules]\noff = ["contest"]\n')
    report = Guard(settings=path, on_review="block").check(DOUBTFUL)
    assert report.platform == "x"
    assert "fr/contest/rules-missing" in report.switched_off
    assert "platform" in report.from_settings
    with pytest.raises(TypeError, match="settings choose the rules"):
        Guard(CHECKER, settings=path)
    with pytest.raises(SettingsError):
        Guard(settings=tmp_path / "absent.toml")


def test_a_policy_holds() -> None:
    rules = frozenset(finding.rule for finding in CHECKER.check(DOUBTFUL).findings)
    assert guard_with(policy=Policy(off=rules), on_review="block").check(DOUBTFUL).verdict == "pass"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"on_block": "warn"}, "on_block is 'raise' or a function"),
        ({"on_review": "raise"}, "on_review is 'allow' or 'block' or a function"),
        ({"on_error": "ignore"}, "on_error is 'block' or 'allow'"),
    ],
)
def test_an_option_with_another_value_is_refused(option: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Guard(**option)


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_timeout_is_a_time(timeout: float) -> None:
    with pytest.raises(ValueError, match="seconds above 0"):
        Guard(timeout=timeout)


def test_a_function_that_makes_the_draft_gets_the_same_arguments() -> None:
    got: list[Any] = []

    def to_draft(body: dict[str, str], *, dry: bool = False) -> Draft:
        got.append((body, dry))
        return Draft(text=body["text"])

    @guard_with().publishes(to_draft)
    def publish(body: dict[str, str], *, dry: bool = False) -> bool:
        return dry

    assert publish({"text": CLEAN}, dry=True)
    with pytest.raises(Blocked):
        publish({"text": UNLAWFUL})
    assert got == [({"text": CLEAN}, True), ({"text": UNLAWFUL}, False)]


def test_a_function_that_makes_no_draft_is_named_and_nothing_is_sent() -> None:
    @guard_with(on_error="allow").publishes(lambda text: {"text": text})  # type: ignore[arg-type, return-value]
    def publish(text: str) -> None:
        pytest.fail("sent")

    with pytest.raises(TypeError, match="not a Draft or a text"):
        publish(CLEAN)


def test_names_beside_a_function_that_makes_the_draft_are_refused() -> None:
    with pytest.raises(TypeError, match="give either"):
        guard_with().publishes(lambda text: text, platform="x")


def test_fields_beside_a_draft_are_refused() -> None:
    with pytest.raises(TypeError, match="give either"):
        guard_with().check(Draft(text=CLEAN), platform="x")


def test_what_cannot_be_called_is_refused() -> None:
    with pytest.raises(TypeError, match="below @classmethod"):
        guard_with().publishes()(classmethod(lambda text: None))  # type: ignore[arg-type, misc]


def test_the_package_has_it() -> None:
    assert (cmcompliance.Guard, cmcompliance.Blocked) == (Guard, Blocked)
