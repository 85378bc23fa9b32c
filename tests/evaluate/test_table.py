from __future__ import annotations

from cmcompliance.evaluate import Measurement, render_measurement
from cmcompliance.evaluate.scoring import Alarm, Calibration, Evaluation, Miss, Rates

EVALUATION = Evaluation(
    cases=4,
    total=Rates(met=3, missed=1, alarms=1),
    clean_cases=2,
    clean_silent=1,
    cases_with_question=2,
    not_evaluated=0,
    severities={"error": Calibration(right=3, neutral=2, false=1)},
    families={"contest": Rates(met=3, missed=1, alarms=0), "rights": Rates(met=0, missed=0, alarms=0)},
    obligations={"contest.dates-missing": Rates(met=3, missed=1, alarms=0)},
    misses=[Miss(case="c2", obligation="contest.dates-missing", asked=True)],
    alarms=[
        Alarm(
            case="c3",
            obligation="rights.x",
            rule="fr/x",
            severity="warning",
            words="deux\nlignes",
            named=True,
        )
    ],
)


def test_the_text_says_what_was_counted_and_all_scores() -> None:
    lines = render_measurement(
        Measurement(overall=EVALUATION, languages={"fr": EVALUATION}), "all"
    ).splitlines()
    assert lines[0] == "4 cases. Counted: all."
    for row in (
        "all        75.0% 3/4      75.0%           1",
        "contest   75.0% 3/4     100.0%           0",
        "rights        – 0/0          –           0",
        "fr: clean cases without error or warning 50.0% (1/2); cases with a question 2; "
        "not fully evaluated 0",
        "  error    right 3, neutral 2, false 1: right 75.0%",
        "  contest.dates-missing  c2  (asked)",
        "False alarms: 1, of which named in must_not: 1",
        "  rights.x  c3  warning  fr/x  must_not  “deux lignes”",
    ):
        assert row in lines
