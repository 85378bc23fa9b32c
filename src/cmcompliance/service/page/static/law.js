// The legal basis of a finding: what it is, where it is to be read, since when it holds, what it threatens.

import { el } from "./dom.js";
import { dayInWords, say, tied } from "./language.js";
import { followed } from "./safelink.js";

/** @param {any} law @returns {HTMLLIElement} */
export function lawItem(law) {
  const url = followed(law.url);
  const title =
    law.title && law.title !== law.citation ? el("span", { class: "law-title" }, tied(law.title)) : null;
  const name = url
    ? el(
        "a",
        { href: url, target: "_blank", rel: "noopener noreferrer external" },
        tied(law.citation),
        outside(),
      )
    : el("span", { class: "law-name" }, tied(law.citation));
  return el("li", { class: "law" }, name, title, el("span", { class: "law-dates" }, tied(datesOf(law))));
}

const outside = () => el("span", { class: "unseen" }, ` ${say("new_window")}`);

/** @param {any} law @returns {string} */
function datesOf(law) {
  const dates = ["in_force_from", "in_force_to", "checked_on"]
    .filter((name) => law[name])
    .map((name) => say(`law_${name}`, { day: dayInWords(law[name]) }));
  if (law.house) dates.push(say("law_house", { house: law.house }));
  else if (!law.checked_on) dates.push(say("law_unread"));
  return dates.join(", ");
}

/** @param {any[]} laws @returns {string[]} */
export const sanctionsOf = (laws) => [...new Set(laws.map(({ sanction }) => sanction).filter(Boolean))];
