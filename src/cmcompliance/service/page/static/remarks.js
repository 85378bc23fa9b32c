// What a report rests on and leaves out: nothing of it is silent.

import { el } from "./dom.js";
import { dayInWords, say, tied } from "./language.js";
import { fieldName, nameOf } from "./vocabulary.js";

/** What could not be checked, which is never an all clear. @param {any[]} reports @returns {Node[]} */
export function gaps(reports) {
  const found = new Map(
    reports.flatMap(({ not_evaluated }) => not_evaluated).map((gap) => [`${gap.rule} ${gap.reason}`, gap]),
  );
  if (!found.size) return [];
  const items = [...found.values()].map(({ rule, reason }) =>
    el("li", {}, rule === "*" ? null : el("code", {}, rule), rule === "*" ? null : " ", tied(reason)),
  );
  return [el("h3", {}, say("not_evaluated")), el("p", {}, say("not_evaluated_note")), el("ul", {}, ...items)];
}

/** @param {any[]} reports @returns {Node[]} */
export function remarks(reports) {
  const items = [...new Set(reports.flatMap(said))].map((text) => el("li", {}, text));
  const { ruleset, as_of: day } = reports[0];
  const book = [ruleset, ...(ruleset.packs ?? [])]
    .map(({ name, version }) => `${name} ${version}`)
    .join(" + ");
  return [
    ...(items.length ? [el("ul", { class: "remark-list" }, ...items)] : []),
    el(
      "p",
      { class: "soft" },
      say("ruleset", { book, day: dayInWords(day), digest: ruleset.digest.slice(0, 12) }),
    ),
  ];
}

/** @param {any} report @returns {string[]} */
function said(report) {
  const lines = report.assumed.map((/** @type {string} */ name) =>
    say("assumed", { what: assumption(report, name) }),
  );
  if (report.from_settings.length) {
    const fields = report.from_settings.map((/** @type {string} */ field) => fieldName(field) ?? field);
    lines.push(say("from_settings", { what: fields.join(", ") }));
  }
  if (report.switched_off.length) {
    lines.push(say("switched_off", { n: report.switched_off.length, rules: report.switched_off.join(", ") }));
  }
  if (report.baselined) lines.push(say("baselined", { n: report.baselined }));
  return [...lines, ...report.waiver_notes.map((/** @type {any} */ note) => tied(note.message))];
}

/** @param {any} report @param {string} name */
function assumption(report, name) {
  if (name === "language") return say("assumed_language", { what: languageName(report.language) });
  if (name === "jurisdictions") {
    const places = report.jurisdictions.map((/** @type {string} */ code) => nameOf("jurisdictions", code));
    return say("assumed_jurisdictions", { what: places.join(", ") });
  }
  if (name === "as_of") return say("assumed_as_of", { what: dayInWords(report.as_of) });
  return fieldName(name) ?? name;
}

/** @param {string} tag */
function languageName(tag) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
