"""The figures of the trials as a table of Markdown, each beside what it is to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = tuple[str, str, str, str]
_HEADER: Row = ("trial", "wanted", "measured", "met")
_LEAST_SHARE = 0.8
_SOON_MS = 1000.0


def table(report: Mapping[str, Any]) -> str:
    """Return the table of a report."""
    rows = [_HEADER, *_rows(report)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEADER))]
    lines = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    ]
    lines.insert(1, f"| {' | '.join('-' * width for width in widths)} |")
    machine = report["machine"]
    head = (
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}, {report['day']}; "
        f"{report['clients']} keep-alive clients, {report['seconds']:g} s a trial; the load generator runs "
        "on the same machine."
    )
    return "\n".join([head, "", *lines])


def _rows(report: Mapping[str, Any]) -> Iterator[Row]:
    for one in report.get("throughput", ()):
        yield from _throughput(one)
    if "verified" in report:
        yield from _verified("each answer that of its own draft", report["verified"], 0)
    if "killing" in report:
        one = report["killing"]
        yield from _verified(f"{one['killed']} workers killed", one, one["killed"])
    if "flood" in report:
        yield from _flood(report["flood"])


def _throughput(one: Mapping[str, Any]) -> Iterator[Row]:
    workers = one["workers"]
    name = f"{workers} worker{'s' if workers > 1 else ''}"
    yield (
        f"{name}: of the library's own",
        f"≥ {_LEAST_SHARE:.0%}",
        f"{one['share']:.0%} ({one['per_second']:.0f}/s of {one['library_per_second']:.0f}/s)",
        _met(one["share"] >= _LEAST_SHARE),
    )
    whole = one["right"] == one["requests"] and not one["errors"]
    yield f"{name}: right answers", "all", f"{one['right']:,} of {one['requests']:,}", _met(whole)
    yield f"{name}: p50, p99", "", f"{one['p50_ms']:.0f} ms, {one['p99_ms']:.0f} ms", ""
    cpu = ", ".join(f"{one[f'{who}_cpu_ms']:.2f} ms" for who in ("library", "worker", "front"))
    yield f"{name}: CPU a draft, library, worker, front", "", cpu, ""


def _verified(name: str, one: Mapping[str, Any], most_lost: int) -> Iterator[Row]:
    outcomes: Mapping[str, int] = one["outcomes"]
    lost, right = outcomes.get("lost", 0), outcomes.get("right", 0)
    good = lost <= most_lost and right + lost == one["requests"] > 0
    others = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items() if outcome != "right")
    wanted = f"≤ {most_lost} lost" if most_lost else "all right"
    said = f"{right:,} right{f', {others}' if others else ''}"
    yield name, wanted, said, _met(good)


def _flood(one: Mapping[str, Any]) -> Iterator[Row]:
    statuses: Mapping[Any, int] = one["statuses"]
    said = ", ".join(f"{count:,} × {status}" for status, count in statuses.items())
    good = {int(status) for status in statuses} <= {200, 429, 503}
    yield f"asked for {one['asked_per_second']:.0f}/s", "200, 429, 503", said, _met(good)
    p50, p99 = one["refused_p50_ms"], one["refused_p99_ms"]
    if p99 is not None:
        yield (
            "…refused: p50, p99",
            f"≤ {_SOON_MS:.0f} ms",
            f"{p50:.0f} ms, {p99:.0f} ms",
            _met(p99 <= _SOON_MS),
        )
    cpu = f"{one['front_cpu_ms']:.2f} ms a request, {one['front_of_a_core']:.0%} of a core"
    yield "…CPU of the front", "", cpu, ""
    yield "…served meanwhile", "", f"{one['served_per_second']:.0f}/s", ""
    after = one["recovered_seconds"]
    yield "…right answers again after", "≤ 5 s", f"{after:.2f} s", _met(after <= 5)


def _met(met: bool) -> str:
    return "yes" if met else "no"


def unmet(report: Mapping[str, Any]) -> Sequence[str]:
    """Return the trials that were not met."""
    return [row[0] for row in _rows(report) if row[3] == "no"]
