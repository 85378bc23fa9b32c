"""Checks all that is live: what was published before the check was there, or past it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from cmcompliance.wagtail.drafts import is_checked
from cmcompliance.wagtail.judging import Judgement, judge, reason_of
from cmcompliance.wagtail.notices import lines
from cmcompliance.wagtail.words import language


class Command(BaseCommand):
    """Exit status: 0 nothing blocks, 1 something live must not be, 2 something could not be checked."""

    help = "Checks every live page and snippet against the law; exits 1 if one must not be public as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the models to look at."""
        parser.add_argument("models", nargs="*", help="app.Model; all that are checked when none is given")
        parser.add_argument("--lang", choices=["fr", "en"], help="language of the findings")
        parser.add_argument("--strict", action="store_true", help="exit 1 for what is to be reviewed too")

    def handle(self, *names: Any, **options: Any) -> None:
        """Check them one after the other."""
        with override(options["lang"]) if options["lang"] else nullcontext():
            self._check(options["models"], options["strict"])

    def _check(self, names: list[str], strict: bool) -> None:
        numbers = {"pass": 0, "review": 0, "block": 0, "failed": 0}
        for instance in _live(names):
            judgement = judge(instance, language())
            result = "failed" if judgement.error is not None else judgement.verdict
            numbers[result] += 1
            if result != "pass":
                self._show(instance, judgement, result)
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in numbers.items()))
        if numbers["failed"]:
            raise CommandError(f"{numbers['failed']} could not be checked", returncode=2)
        if numbers["block"] or (strict and numbers["review"]):
            raise CommandError("something live must not be public as it is", returncode=1)

    def _show(self, instance: Any, judgement: Judgement, result: str) -> None:
        self.stdout.write(f"{result} {instance._meta.label}:{instance.pk} {instance}")
        if judgement.error is not None:
            self.stdout.write(f"  {reason_of(judgement.error)}")
        for line in lines(judgement, language()):
            place = f" ({line.places})" if line.places else ""
            self.stdout.write(f"  - {line.title}{place}: {line.law}. {line.todo}")


def _live(names: list[str]) -> Iterator[Any]:
    for model in _models(names):
        found = model._base_manager.order_by("pk")
        if any(one.name == "live" for one in model._meta.get_fields()):
            found = found.filter(live=True)
        for instance in found.iterator(chunk_size=200):
            if getattr(instance, "specific_class", model) is model:
                yield instance


def _models(names: list[str]) -> list[Any]:
    if not names:
        return [model for model in apps.get_models() if is_checked(model)]
    models = []
    for name in names:
        try:
            model = apps.get_model(name)
        except (LookupError, ValueError) as error:
            raise CommandError(f"{name}: {error}", returncode=2) from None
        if not is_checked(model):
            raise CommandError(f"{name} makes no drafts: see docs/hooks/wagtail.md", returncode=2)
        models.append(model)
    return models
