// The reports of several platforms as one: what one rule says of one place is shown once.

import { RANK } from "./marks.js";

/**
 * @typedef {{key: string, severity: import("./marks.js").Severity, finding: any, findings: any[], countries: string[],
 *   platforms: string[], edit: any, laws: any[]}} Shown
 * @typedef {{verdict: "pass" | "review" | "block", open: Shown[], waived: Shown[], questions: any[],
 *   reports: {platform: string | null, report: any}[]}} Outcome
 */

const GRAVITY = { pass: 0, review: 1, block: 2 };
export const worstVerdict = (/** @type {("pass" | "review" | "block")[]} */ verdicts) =>
  verdicts.reduce((worst, verdict) => (GRAVITY[verdict] > GRAVITY[worst] ? verdict : worst), "pass");

/** @param {{platform: string | null, report: any}[]} reports @returns {Outcome} */
export function merged(reports) {
  const shown = grouped(reports);
  return {
    verdict: worstVerdict(reports.map(({ report }) => report.verdict)),
    open: shown.filter(({ finding }) => !finding.waived),
    waived: shown.filter(({ finding }) => finding.waived),
    questions: questionsOf(reports),
    reports,
  };
}

/** @param {{platform: string | null, report: any}[]} reports @returns {Shown[]} */
function grouped(reports) {
  /** @type {Map<string, {finding: any, platform: string | null}[]>} */
  const groups = new Map();
  for (const { platform, report } of reports) {
    for (const finding of report.findings) {
      const places = finding.spans.map((/** @type {any} */ span) => [span.field, span.start, span.end]);
      const key = JSON.stringify([finding.rule, places, Boolean(finding.waived)]);
      groups.set(key, [...(groups.get(key) ?? []), { finding, platform }]);
    }
  }
  const taken = new Map();
  return [...groups.values()]
    .map((members) => shownOf(members, reports.length))
    .sort((one, other) => RANK[one.severity] - RANK[other.severity])
    .map((shown) => ({ ...shown, key: distinct(shown.key, taken) }));
}

/** @param {{finding: any, platform: string | null}[]} members @param {number} reports @returns {Shown} */
function shownOf(members, reports) {
  const findings = members.map(({ finding }) => finding);
  const worst = findings.reduce((one, other) => (severityRank(other) < severityRank(one) ? other : one));
  const found = unique(members.map(({ platform }) => platform).filter(Boolean));
  const everywhere = found.length === reports && !findings.some((finding) => finding.platform);
  return {
    key: worst.fingerprint,
    severity: worst.severity,
    finding: worst,
    findings,
    countries: unique(findings.map((finding) => finding.jurisdiction).filter(Boolean)),
    platforms: everywhere
      ? []
      : reports > 1
        ? found
        : unique(findings.map(({ platform }) => platform).filter(Boolean)),
    edit: longest(findings.map((finding) => finding.remediation.edit).filter(Boolean)),
    laws: [
      ...new Map(
        findings.flatMap(({ legal_basis }) => legal_basis).map((law) => [law.citation, law]),
      ).values(),
    ],
  };
}

/** @param {any} finding */
const severityRank = (finding) => RANK[/** @type {import("./marks.js").Severity} */ (finding.severity)];
/** @template T @param {T[]} items */
const unique = (items) => [...new Set(items)];
/** The edit that some platform has least room for. @param {any[]} edits */
const longest = (edits) =>
  edits.reduce((one, other) => (other.over_limit > (one?.over_limit ?? -1) ? other : one), null);

/** @param {string} key @param {Map<string, number>} taken */
function distinct(key, taken) {
  const before = taken.get(key) ?? 0;
  taken.set(key, before + 1);
  return before ? `${key}.${before}` : key;
}

/** @param {{report: any}[]} reports @returns {any[]} each field asked for once, with all that hangs on it */
function questionsOf(reports) {
  const byField = new Map();
  for (const { report } of reports) {
    for (const question of report.questions) {
      const known = byField.get(question.field);
      const stakes = [...(known?.at_stake ?? []), ...question.at_stake];
      const once = [...new Map(stakes.map((stake) => [stake.rule, stake])).values()];
      byField.set(question.field, { ...(known ?? question), at_stake: once });
    }
  }
  return [...byField.values()];
}
