// The verdict for each platform and country, side by side.

import { el, icon } from "./dom.js";
import { say } from "./language.js";
import { merged } from "./merge.js";
import { countsInWords, countsOf, moodOf } from "./verdict.js";
import { nameOf } from "./vocabulary.js";

/**
 * @param {ReturnType<typeof import("./draft.js").cellsOf>} wanted @param {import("./service.js").Line[]} lines
 * @returns {Node[]}
 */
export function matrix({ cells, all, platforms, countries }, lines) {
  const head = el(
    "tr",
    {},
    el("td", {}),
    ...countries.map((country) => el("th", { scope: "col" }, nameOf("jurisdictions", country))),
  );
  const rows = platforms.map((platform) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, platform ? nameOf("platform", platform) : say("no_platform")),
      ...countries.map((country) => {
        const at = cells.findIndex((cell) => cell.platform === platform && cell.country === country);
        return at < 0 ? el("td", { class: "cell" }, say("cell_left_out")) : cellOf(lines[at]);
      }),
    ),
  );
  const table = el(
    "table",
    {},
    el("caption", {}, say("matrix")),
    el("thead", {}, head),
    el("tbody", {}, ...rows),
  );
  const room = el("div", { class: "table-room", tabIndex: 0, role: "region", label: "matrix" }, table);
  return all > cells.length
    ? [room, el("p", { class: "soft" }, say("matrix_more", { shown: cells.length, all }))]
    : [room];
}

/** @param {import("./service.js").Line} line */
function cellOf(line) {
  if (!line?.report) return el("td", { class: "cell trouble" }, icon("trouble"), say("cell_failed"));
  const outcome = merged([{ platform: null, report: line.report }]);
  const mood = moodOf(outcome);
  const counts = countsInWords(countsOf(outcome));
  return el(
    "td",
    { class: `cell ${mood}` },
    el("span", { class: "cell-verdict" }, icon(mood === "open" ? "review" : mood), say(`short_${mood}`)),
    counts ? el("span", { class: "cell-counts" }, counts) : null,
  );
}
