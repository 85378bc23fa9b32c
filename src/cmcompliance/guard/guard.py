"""The check before a publication, around whatever function publishes."""

from __future__ import annotations

import asyncio
import functools
import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

from cmcompliance.checking import Checker, Policy
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.guard.arguments import Names, ToDraft, drafts_by_name, name_of
from cmcompliance.guard.blocked import Blocked, CheckFailed
from cmcompliance.guard.failure import report_of_failure
from cmcompliance.guard.judge import Judge
from cmcompliance.guard.worker import Worker
from cmcompliance.render.words import Language
from cmcompliance.report import Report

P = ParamSpec("P")
R = TypeVar("R")
OnBlock = Callable[[Draft, Report], object]
OnReview = Callable[[Draft, Report], bool | Awaitable[bool]]
_log = logging.getLogger("cmcompliance.guard")


class PublishDecorator(Protocol):
    """Wraps a function that publishes, and keeps its type."""

    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]:
        """Return the function with the check before it."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    draft: Draft
    report: Report
    error: BaseException | None = None


class Guard:
    """Lets a publication through or raises `Blocked`: a function that publishes is called as it was, or not.

    Threads and event loops may share one. In async code the check runs in a thread beside the loop.
    """

    def __init__(
        self,
        checker: Checker | None = None,
        *,
        defaults: Mapping[str, Any] | None = None,
        settings: Path | str | None = None,
        policy: Policy = NO_POLICY,
        on_block: Literal["raise"] | OnBlock = "raise",
        on_review: Literal["allow", "block"] | OnReview = "allow",
        on_error: Literal["block", "allow"] = "block",
        timeout: float | None = None,
        lang: Language | None = None,
    ) -> None:
        """`checker`: the shipped rules when absent, loaded at the first check; `settings`: a
        cmcompliance.toml instead of a checker and a policy; `defaults`: fields for drafts without them.

        `on_block` is called with the draft and the report before `Blocked` is raised. `on_review` decides on
        warnings and on what could not be evaluated: a callable lets it through only by returning True. Both
        may be async where the publication is. `on_error`: what becomes of a publication whose check failed or
        took longer than `timeout` seconds; allowed ones are logged as errors. `lang`: of hints and messages.

        Raises DraftError for defaults and SettingsError for settings that cannot be used.
        """
        if settings is not None and (checker is not None or policy != NO_POLICY):
            raise TypeError("settings choose the rules: give either them or a checker and a policy")
        _refuse_other(on_block, "on_block", "raise")
        _refuse_other(on_review, "on_review", "allow", "block")
        if on_error not in ("block", "allow"):
            raise TypeError(f"on_error is 'block' or 'allow', not {on_error!r}")
        if timeout is not None and not timeout > 0:
            raise ValueError(f"timeout is a number of seconds above 0, not {timeout!r}")
        judge = Judge(checker, defaults or {}, Path(settings) if settings is not None else None, policy, lang)
        self._report_on = judge.report
        self._worker = Worker(judge.report)
        self._on_block = on_block
        self._on_review = on_review
        self._allow_unchecked = on_error == "allow"
        self._timeout = timeout
        self._lang = lang

    def check(self, draft: Draft | str, **fields: Any) -> Report:
        """Return the report on a draft that may be published; `fields` are its other fields, by name.

        Raises Blocked for one that may not, CheckFailed where that is not known, DraftError for no draft.
        """
        outcome = self._judged(_as_draft(draft, fields))
        answer = self._answer(outcome)
        if inspect.isawaitable(answer):
            _drop(answer)
            raise TypeError("an async on_block or on_review needs async code: await guard.check_async(…)")
        return self._conclude(outcome, answer)

    async def check_async(self, draft: Draft | str, **fields: Any) -> Report:
        """Return and raise as `check` does; the event loop goes on meanwhile."""
        outcome = await self._judged_aside(_as_draft(draft, fields))
        answer = self._answer(outcome)
        if inspect.isawaitable(answer):
            answer = await answer
        return self._conclude(outcome, answer)

    def ready(self) -> None:
        """Load the rules now, whatever the `timeout`, so that the first check is as fast as the others."""
        self._worker.submit(Draft(text="")).result()

    def checked(self, draft: Draft | str, **fields: Any) -> Checked:
        """Return a context, for `with` and `async with`: its body runs only if the draft may be published."""
        return Checked(self, _as_draft(draft, fields))

    def publishes(
        self,
        to_draft: ToDraft | None = None,
        /,
        *,
        text: str = "text",
        title: str | None = None,
        language: str | None = None,
        alt: str | None = None,
        links: str | None = None,
        reply: str | None = None,
        published_at: str | None = None,
        **fields: Any,
    ) -> PublishDecorator:
        """Return a decorator for a function, sync or async, that publishes: it is called with the arguments
        that were given, or not at all.

        The names are those of the function's parameters: `title` also for a content warning, `alt` for one
        alternative text or a list of them, `reply` for what is replied to. `fields` are the same for every
        draft. A function `to_draft` gets the same arguments and returns the draft itself.
        """
        names = Names(text, title, language, alt, links, reply, published_at)
        if to_draft is not None and (names != Names("text") or fields):
            raise TypeError("give either a function that makes the draft or names and fields of it")

        def decorate(function: Callable[P, R]) -> Callable[P, R]:
            if not callable(function):
                raise TypeError(
                    f"{function!r} cannot be called: put the guard below @classmethod or @property"
                )
            make = to_draft or drafts_by_name(function, names, fields)
            if _is_async(function):
                return cast(Callable[P, R], self._async_wrapper(function, make))
            return self._wrapper(function, make)

        return decorate

    def _wrapper(self, function: Callable[P, R], make: ToDraft) -> Callable[P, R]:
        @functools.wraps(function)
        def publish(*args: P.args, **kwargs: P.kwargs) -> R:
            self.check(_made(make(*args, **kwargs), function))
            return function(*args, **kwargs)

        return publish

    def _async_wrapper(self, function: Callable[P, Any], make: ToDraft) -> Callable[P, Awaitable[Any]]:
        @functools.wraps(function)
        async def publish(*args: P.args, **kwargs: P.kwargs) -> Any:
            await self.check_async(_made(make(*args, **kwargs), function))
            return await function(*args, **kwargs)

        return publish

    def _judged(self, draft: Draft) -> _Outcome:
        try:
            if self._timeout is None:
                return _Outcome(draft, self._report_on(draft))
            return _Outcome(draft, _result(self._worker.submit(draft), self._timeout))
        except TimeoutError as error:
            return self._late(draft, error)
        except Exception as error:
            return self._failed(draft, error)

    async def _judged_aside(self, draft: Draft) -> _Outcome:
        future = asyncio.wrap_future(self._worker.submit(draft))
        try:
            return _Outcome(draft, await asyncio.wait_for(future, self._timeout))
        except TimeoutError as error:
            return self._late(draft, error)
        except Exception as error:
            return self._failed(draft, error)

    def _late(self, draft: Draft, error: TimeoutError) -> _Outcome:
        if self._timeout is None or str(error):  # the check's own
            return self._failed(draft, error)
        return self._failed(draft, TimeoutError(f"no verdict within {self._timeout:g} s"))

    def _failed(self, draft: Draft, error: Exception) -> _Outcome:
        return _Outcome(draft, report_of_failure(draft, error, self._lang or "en"), error)

    def _answer(self, outcome: _Outcome) -> object:
        if outcome.error is not None:
            return None
        if outcome.report.verdict == "block" and callable(self._on_block):
            return self._on_block(outcome.draft, outcome.report)
        if outcome.report.verdict == "review":
            if callable(self._on_review):
                return self._on_review(outcome.draft, outcome.report)
            return self._on_review == "allow"
        return None

    def _conclude(self, outcome: _Outcome, answer: object) -> Report:
        draft, report, error = outcome.draft, outcome.report, outcome.error
        language = self._lang or ("en" if report.language == "en" else "fr")
        if error is not None:
            if not self._allow_unchecked:
                raise CheckFailed(draft, report, language) from error
            _log.error("PUBLISHED UNCHECKED: the check failed and on_error is 'allow'", exc_info=error)
        elif report.verdict == "block" or (report.verdict == "review" and answer is not True):
            raise Blocked(draft, report, language)
        elif report.verdict == "review":
            _log.warning("let through for review: %s", _reasons(report))
        if report.questions:
            fields = ", ".join(question.field for question in report.questions)
            _log.warning("let through with open questions: %s", fields)
        return report


class Checked(AbstractContextManager[Report], AbstractAsyncContextManager[Report]):
    """A context whose body runs only if a draft may be published; it gives the report."""

    def __init__(self, guard: Guard, draft: Draft) -> None:
        self._guard = guard
        self._draft = draft

    def __enter__(self) -> Report:
        return self._guard.check(self._draft)

    async def __aenter__(self) -> Report:
        return await self._guard.check_async(self._draft)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let what the body raised pass."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let what the body raised pass."""


def _as_draft(draft: Draft | str, fields: Mapping[str, Any]) -> Draft:
    if isinstance(draft, str):
        return parse_draft({"text": draft, **fields})
    if fields:
        raise TypeError("give either a Draft or a text with its fields")
    return draft


def _result(future: Future[Report], timeout: float) -> Report:
    try:
        return future.result(timeout)
    finally:
        future.cancel()


def _made(draft: object, function: Callable[..., Any]) -> Draft | str:
    if isinstance(draft, Draft | str):
        return draft
    raise TypeError(f"what makes the drafts of {name_of(function)} returned {draft!r}, not a Draft or a text")


def _is_async(function: Callable[..., Any]) -> bool:
    of_object = inspect.iscoroutinefunction(type(function).__call__)
    return inspect.iscoroutinefunction(function) or of_object


def _refuse_other(given: object, option: str, *values: str) -> None:
    if not callable(given) and given not in values:
        raise TypeError(f"{option} is {' or '.join(map(repr, values))} or a function, not {given!r}")


def _drop(awaitable: object) -> None:
    if inspect.iscoroutine(awaitable):
        awaitable.close()


def _reasons(report: Report) -> str:
    warned = [one.rule for one in report.findings if one.severity == "warning" and one.waived is None]
    return ", ".join(dict.fromkeys([*warned, *(gap.reason for gap in report.not_evaluated)]))
