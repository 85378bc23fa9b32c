// The language of the page, and our words in it.

import { WORDS } from "./words.js";

/** @typedef {"fr" | "en"} Language */

const CHOSEN = "cmcompliance.language";
const BEFORE_MARK = / (?=[:;!?€%»])/g;

/** @type {Language} */
let current = "fr";
/** @type {Set<() => void>} */
const listeners = new Set();

/** The language chosen in this tab before, else the one the page came in. */
export function beginLanguage() {
  const chosen = sessionStorage.getItem(CHOSEN);
  setLanguage(
    chosen === "fr" || chosen === "en" ? chosen : document.documentElement.lang === "en" ? "en" : "fr",
  );
}

/** @returns {Language} */
export const language = () => current;

/** @param {() => void} act */
export const onLanguage = (act) => void listeners.add(act);

/** @param {Language} chosen */
export function switchTo(chosen) {
  sessionStorage.setItem(CHOSEN, chosen);
  setLanguage(chosen);
}

/** @param {Language} chosen */
function setLanguage(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
  document.title = say("document_title");
  reword(document.body);
  for (const act of listeners) act();
}

/**
 * Our word for something; `n` chooses between one and several.
 * @param {string} key @param {Record<string, string | number>} [values] @returns {string}
 */
export function say(key, values = {}) {
  const words = /** @type {Record<string, any>} */ (WORDS[current]);
  const found = words[key];
  if (found === undefined) throw new Error(`no word for ${key}`);
  const one = current === "fr" ? Number(values.n) < 2 : Number(values.n) === 1;
  const text = typeof found === "string" ? found : one ? found.one : found.many;
  return tied(
    text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => shown(values[name])),
  );
}

/** @param {string | number} value */
const shown = (value) => (typeof value === "number" ? value.toLocaleString(current) : String(value));

/** Words with the blanks of French typography, at which no line is to break. @param {string} text */
export const tied = (text) =>
  current === "fr" ? text.replace(BEFORE_MARK, "\u00a0").replaceAll("« ", "«\u00a0") : text;

/** @param {string} iso a day, 2026-12-01 */
export function dayInWords(iso) {
  const day = new Date(`${iso}T12:00:00Z`);
  return Number.isNaN(day.valueOf())
    ? iso
    : day.toLocaleDateString(current === "fr" ? "fr-FR" : "en-GB", {
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: "UTC",
      });
}

/** Says anew all that stands below an element: `data-word` its text, `data-label` its name, `data-hint` its example.
 * @param {ParentNode & {dataset?: DOMStringMap}} root */
export function reword(root) {
  const all = [root, ...root.querySelectorAll("[data-word], [data-label], [data-hint]")];
  for (const node of /** @type {HTMLElement[]} */ (all)) {
    const { word, label, hint } = node.dataset ?? {};
    if (word) node.textContent = say(word);
    if (label) node.setAttribute("aria-label", say(label));
    if (hint) node.setAttribute("placeholder", say(hint));
  }
}
