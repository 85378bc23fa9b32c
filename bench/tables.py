"""A report as tables of Markdown, which read as well on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bench.compare import OURS
from bench.targets import TARGETS, Report, rate, ratio

Row = Sequence[str]


def tables(report: Report) -> str:
    """Return every table that the report has figures for."""
    parts = [_machine(report)]
    for title, part, header, rows in (
        ("Targets", "engines", _TARGET_HEADER, _targets),
        ("Side by side", "engines", _ENGINE_HEADER, _engines),
        ("One check, warm", "latency", _LATENCY_HEADER, _latency),
        ("Where the time of a check goes", "stages", _STAGE_HEADER, _stages),
        ("From the shell", "start", _START_HEADER, _start),
        ("Resident memory", "memory", _MEMORY_HEADER, _memory),
        ("With the length of the text", "length", _LENGTH_HEADER, _length),
        ("With rules that do not apply", "rules", _RULES_HEADER, _rules),
        ("With the lexicon", "lexicon", _LEXICON_HEADER, _lexicon),
    ):
        if part in report:
            parts.append(f"### {title}\n\n{table(header, rows(report))}")
    return "\n\n".join(parts)


def _machine(report: Report) -> str:
    machine, book = report["machine"], report["book"]
    return (
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}, {report['day']}. "
        f"{book['rules']:,} rules, {book['literals']:,} literals (rule book {book['version']}, "
        f"{book['digest'][:12]}). Times are CPU time unless they say wall."
    )


def table(header: Row, rows: Sequence[Row]) -> str:
    """Return rows as a table of Markdown, all columns but the first to the right."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]

    def line(row: Row) -> str:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        return f"| {' | '.join(cells)} |"

    dashes = ["-" * width if i == 0 else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    return "\n".join([line(header), f"| {' | '.join(dashes)} |", *map(line, rows)])


_TARGET_HEADER = ("target", "bound", "measured", "met")


def _targets(report: Report) -> list[Row]:
    rows: list[Row] = []
    for target in TARGETS:
        sign = "≥" if target.least else "≤"
        bound = f"{sign} {number(target.bound)} {target.unit}"
        try:
            figure = target.figure(report)
        except KeyError:
            rows.append((target.name, bound, "not measured", "?"))
            continue
        rows.append((target.name, bound, number(figure), "yes" if target.met(figure) else "no"))
    return rows


_ENGINE_HEADER = ("engine", "does", "set", "posts/s", "posts/s wall", "found a post", "ours / theirs")


def _engines(report: Report) -> list[Row]:
    rows: list[Row] = []
    for engine, measured in report["engines"].items():
        if "missing" in measured:
            rows.append((engine, f"missing: {measured['missing']}", *[""] * 5))
            continue
        for name, timed in measured["sets"].items():
            found = sum(one["found"] for one in timed["passes"]) / timed["posts"] / len(timed["passes"])
            compared = engine != OURS and "sets" in report["engines"].get(OURS, {})
            times = f"{number(ratio(report, engine, name))} ×" if compared else ""
            rates = (number(rate(report, engine, name, clock)) for clock in ("cpu", "wall"))
            title = f"{engine} {measured['version']}"
            rows.append((title, measured["remark"], name, *rates, number(found), times))
    return rows


_LATENCY_HEADER = ("set", "p50 ms", "p95 ms", "p99 ms", "p50 ms wall", "p95 ms wall", "p99 ms wall")


def _latency(report: Report) -> list[Row]:
    clocks = ("cpu_ms", "wall_ms")
    return [
        (name, *(number(value) for clock in clocks for value in measured[clock].values()))
        for name, measured in report["latency"].items()
    ]


_STAGE_HEADER = ("stage", "mixed µs", "mixed", "busy µs", "busy")


def _stages(report: Report) -> list[Row]:
    stages = report["stages"]
    totals = {name: sum(stages[name].values()) for name in ("mixed", "busy")}
    rows: list[Row] = []
    for stage in stages["mixed"]:
        cells = [
            cell
            for name in ("mixed", "busy")
            for cell in (f"{stages[name][stage]:,.0f}", f"{100 * stages[name][stage] / totals[name]:.0f} %")
        ]
        rows.append((stage, *cells))
    rows.append(("all", f"{totals['mixed']:,.0f}", "100 %", f"{totals['busy']:,.0f}", "100 %"))
    return rows + [(f"not found: {name}", "", "", "", "") for name in stages["missing"]]


_START_HEADER = ("`cmcompliance check post.md`", "s", "s wall")


def _start(report: Report) -> list[Row]:
    names = {
        "warm_cache": "the rule book in its cache",
        "empty_cache": "nothing in the cache",
        "python_alone": "(Python, doing nothing)",
    }
    return [
        (title, number(report["start"][key]["cpu"]), number(report["start"][key]["wall"]))
        for key, title in names.items()
    ]


_MEMORY_HEADER = ("posts checked", "MB")


def _memory(report: Report) -> list[Row]:
    rows = [(f"{sample['posts']:,}", f"{sample['mb']:.0f}") for sample in report["memory"]["samples"]]
    return [*rows, ("the most there ever was", f"{report['memory']['peak_mb']:.0f}")]


_LENGTH_HEADER = ("thousands of characters", "ms", "ms a thousand")


def _length(report: Report) -> list[Row]:
    return [
        (f"{row['kilobytes']:,}", number(1e3 * row["cpu"]), number(1e3 * row["cpu"] / row["kilobytes"]))
        for row in report["length"]
    ]


_RULES_HEADER = ("rules", "of them elsewhere", "ms a check")


def _rules(report: Report) -> list[Row]:
    return [(f"{row['rules']:,}", f"{row['added']:,}", number(row["cpu_ms"])) for row in report["rules"]]


_LEXICON_HEADER = ("phrases added", "ms a check")


def _lexicon(report: Report) -> list[Row]:
    return [(f"{row['added']:,}", number(row["cpu_ms"])) for row in report["lexicon"]]


def number(value: float) -> str:
    """Return a number with three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
