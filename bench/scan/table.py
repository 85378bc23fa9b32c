"""The figures of the trials as tables of Markdown, and what they are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bench.tables import number, table
from bench.targets import Target

Report = Mapping[str, Any]


def straight(report: Report, workers: int) -> Mapping[str, Any]:
    """Return the scan with so many workers that was not stopped. Raises KeyError."""
    for one in report["straight"]:
        if one["workers"] == workers:
            found: Mapping[str, Any] = one
            return found
    raise KeyError(workers)


def gain(report: Report) -> float:
    """Return how many times faster two workers are than one."""
    rates = [float(straight(report, workers)["per_second_after_start"]) for workers in (1, 2)]
    return rates[1] / rates[0]


def gain_cpu(report: Report) -> float:
    """Return the same for two cores that have nothing else to do, as the times of the processors say.

    One worker has the reading beside it on the other core; two share both cores with it.
    """
    one, two = straight(report, 1), straight(report, 2)
    alone = max(float(one["working_cpu"]), float(one["reading_cpu"]))
    return 2 * alone / float(two["working_cpu"] + two["reading_cpu"])


def peak(report: Report) -> float:
    """Return the most memory of all processes of a scan."""
    return max(float(one["peak_mb"]) for one in report["straight"])


def growth(report: Report) -> float:
    """Return the most memory in the last third of the time, measured in that of the first third."""
    one = report["straight"][-1]
    return float(one["peak_mb_last_third"] / one["peak_mb_first_third"])


def overhead(report: Report) -> Callable[[str], float]:
    """Return what a scan that was stopped took more than one that was not, in percent of a figure."""
    stopped = report["stopped"]
    whole = straight(report, stopped["workers"])
    return lambda figure: 100 * (stopped[figure] / whole[figure] - 1)


def work(one: Mapping[str, Any]) -> float:
    """Return the seconds of the processors after the start, which weighs much in a short run only."""
    return float(one["reading_cpu"] + one["working_cpu"] - one["start_cpu"])


def overhead_cpu(report: Report) -> float:
    """Return what a scan that was stopped worked more, each start aside, in percent."""
    stopped = report["stopped"]
    return 100 * (work(stopped) / work(straight(report, stopped["workers"])) - 1)


def times_less_work(report: Report) -> float:
    """Return how many times less a scan works that knows what another one found, the start aside."""
    again = report["again"]
    return work(straight(report, again["workers"])) / work(again)


def times_faster(report: Report) -> float:
    """Return how many times faster a scan is that knows what another one found."""
    again = report["again"]
    return float(straight(report, again["workers"])["seconds"] / again["seconds"])


TARGETS: Final = (
    Target("two workers against one, two cores", "times", 1.8, True, gain),
    Target("the same, by CPU time", "times", 1.8, True, gain_cpu),
    Target("memory of all processes", "MB", 1200, False, peak),
    Target("memory in the last third, against the first", "times", 1.1, False, growth),
    Target("stopped and resumed: more time", "%", 3, False, lambda r: overhead(r)("seconds")),
    Target("the same, by CPU time without starts", "%", 3, False, overhead_cpu),
    Target("scanned again with --reuse: faster", "times", 20, True, times_faster),
    Target("the same, by CPU time without starts", "times", 20, True, times_less_work),
)


def tables(report: Report) -> str:
    """Return the tables of a report."""
    machine = report["machine"]
    head = (
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}, {report['day']}; "
        f"{report['posts']:,} posts on ten networks; load average before: {machine['load']:.1f}."
    )
    parts = [head, f"### Targets\n\n{table(_TARGET_HEADER, _targets(report))}"]
    if report.get("straight"):
        parts.append(f"### Without a stop\n\n{table(_STRAIGHT_HEADER, _straight(report))}")
    rows = [*_stopped(report), *_again(report), *_page(report)]
    if rows:
        parts.append(f"### Stopped, once more, and looked at\n\n{table(_OTHER_HEADER, rows)}")
    return "\n\n".join(parts)


_TARGET_HEADER: Final = ("target", "bound", "measured", "met")


def _targets(report: Report) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for target in TARGETS:
        bound = f"{'≥' if target.least else '≤'} {number(target.bound)} {target.unit}"
        try:
            figure = target.figure(report)
        except KeyError:
            rows.append((target.name, bound, "not measured", "?"))
            continue
        rows.append((target.name, bound, number(figure), "yes" if target.met(figure) else "no"))
    return rows


_STRAIGHT_HEADER: Final = (
    "workers", "posts/s", "start s", "CPU a post: reading, checking",
    "memory MB", "first third", "last third",
)  # fmt: skip


def _straight(report: Report) -> list[Sequence[str]]:
    return [
        (
            str(one["workers"]),
            number(one["per_second"]),
            number(one["start"] or 0.0),
            _cpu(one, report["posts"]),
            *(number(one[name]) for name in ("peak_mb", "peak_mb_first_third", "peak_mb_last_third")),
        )
        for one in report["straight"]
    ]


_OTHER_HEADER: Final = ("trial", "seconds", "CPU a post: reading, checking", "remark")


def _stopped(report: Report) -> list[Sequence[str]]:
    if "stopped" not in report:
        return []
    one = report["stopped"]
    more = overhead(report)
    said = "the same files" if one["same"] else "OTHER FILES"
    remark = f"{more('reading_cpu'):+.0f} % reading, {more('working_cpu'):+.1f} % checking; {said}"
    name = f"killed {one['kills']} times, {one['workers']} workers"
    return [(name, number(one["seconds"]), _cpu(one, report["posts"]), remark)]


def _again(report: Report) -> list[Sequence[str]]:
    if "again" not in report:
        return []
    one = report["again"]
    name, start = f"again with --reuse, {one['workers']} workers", one["start"]
    remark = "" if start is None else f"{number(start)} s of them until the first chunk"
    return [(name, number(one["seconds"]), _cpu(one, report["posts"]), remark)]


def _page(report: Report) -> list[Sequence[str]]:
    if "report" not in report:
        return []
    one = report["report"]
    cpu = f"{number(1e3 * one['cpu'] / report['posts'])} ms"
    return [("report.html", number(one["seconds"]), cpu, f"{number(one['peak_mb'])} MB at most")]


def _cpu(one: Mapping[str, Any], posts: int) -> str:
    return ", ".join(f"{number(1e3 * one[name] / posts)} ms" for name in ("reading_cpu", "working_cpu"))
