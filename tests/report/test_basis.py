from dataclasses import replace
from datetime import date

from tests.books import book, source

from cmcompliance.report.basis import sources_in_force

DAY = date(2026, 11, 22)


def test_a_directive_is_not_cited_where_it_is_not_in_force_yet() -> None:
    directive = replace(source("eu", territory="EU"), excepted=frozenset({"FR"}))
    a_book = book(sources=(directive,))
    cited = {code: sources_in_force(a_book, ["eu"], code, None, DAY) for code in ("FR", "BE")}
    assert cited == {"FR": [], "BE": [directive]}
