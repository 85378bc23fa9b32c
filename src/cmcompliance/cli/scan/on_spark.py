"""`cmcompliance scan --engine spark`: the same scan by a cluster."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cmcompliance.cli.scan.spark_words import words_of

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.scan import Ended

_EXTRA = ("pyspark", "pandas", "pyarrow")
_WHY_NOT = {
    "--workers": "workers",
    "--resume": "resume",
    "--reuse": "reuse",
    "--since": "period",
    "--until": "period",
    "--where": "conditions",
}


def ready(given: Mapping[str, Any], language: Language) -> None:
    """Exit with 2 where something is missing, or an option is given that Spark has no use for.

    `given`: values by the names of options.
    """
    _need_spark(language)
    _refuse(given, language)


def _need_spark(language: Language) -> None:
    from importlib.util import find_spec

    from cmcompliance.cli.failure import bad_input

    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        raise bad_input(words_of(language)["extra"].format(", ".join(missing)))
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise bad_input(words_of(language)["java"])


def _refuse(given: Mapping[str, Any], language: Language) -> None:
    from cmcompliance.cli.failure import bad_input

    words = words_of(language)
    for option, value in given.items():
        if value:
            raise bad_input(words["not_with"].format(option, words[_WHY_NOT[option]]))


def refuse_its_own(given: Mapping[str, Any], language: Language) -> None:
    """Exit with 2 for an option that only Spark has a use for."""
    from cmcompliance.cli.failure import bad_input

    for option, value in given.items():
        if value:
            raise bad_input(words_of(language)["only_with"].format(option))


def conf_of(pairs: Sequence[str], language: Language) -> dict[str, str]:
    """Return what `--conf NAME=VALUE` say; exit with 2 for what says nothing."""
    from cmcompliance.cli.failure import bad_input

    made: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise bad_input(words_of(language)["no_pair"].format(pair))
        made[name.strip()] = value
    return made


def ended(*, quiet: bool, **asked: Any) -> Ended:
    """Scan to the end; exit with 2 where that cannot be. `asked`: as `SparkRequest` has it."""
    from cmcompliance.cli.failure import unusable
    from cmcompliance.cli.words import spoken
    from cmcompliance.rulebook import RuleBookError
    from cmcompliance.scan import ScanRefused, ScanStopped
    from cmcompliance.settings import SettingsError
    from cmcompliance.spark.request import SparkRequest
    from cmcompliance.spark.running import run_on_spark

    request = SparkRequest(today=date.today(), **asked)
    if not quiet:
        print(words_of(spoken(request.lang))["running"], file=sys.stderr, flush=True)
    try:
        return run_on_spark(request)
    except ScanRefused as error:
        raise unusable("\n".join(error.problems)) from None
    except (ScanStopped, SettingsError, RuleBookError) as error:
        raise unusable(str(error)) from None
