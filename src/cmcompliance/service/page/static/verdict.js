// The verdict in one look: words and a sign, never a colour alone.

import { el, icon } from "./dom.js";
import { say } from "./language.js";

/** @typedef {"empty" | "pass" | "open" | "review" | "block" | "trouble"} Mood */

const SIGNS = {
  empty: "pen",
  open: "review",
  pass: "pass",
  review: "review",
  block: "block",
  trouble: "trouble",
};

/** @param {import("./merge.js").Outcome} outcome @returns {Record<"error" | "warning" | "info" | "question", number>} */
export function countsOf({ open, questions }) {
  const of = (/** @type {string} */ level) => open.filter(({ severity }) => severity === level).length;
  return { error: of("error"), warning: of("warning"), info: of("info"), question: questions.length };
}

/** @param {Record<string, number>} counts @returns {string} */
export const countsInWords = (counts) =>
  Object.entries(counts)
    .filter(([, n]) => n)
    .map(([name, n]) => say(`count_${name}`, { n }))
    .join(", ");

/** The verdict; what passes while a question is open does so for the time being. @param {import("./merge.js").Outcome} outcome */
export const moodOf = ({ verdict, questions }) => (verdict === "pass" && questions.length ? "open" : verdict);

/** The card that says whether this may be published. */
export class VerdictCard {
  constructor() {
    this.sign = el("span", { class: "verdict-sign" });
    this.words = el("h2", { class: "verdict-words", tabIndex: -1 });
    this.counts = el("p", { class: "verdict-counts" });
    this.note = el("p", { class: "verdict-note" });
    this.busy = el(
      "span",
      { class: "busy", hidden: true },
      el("span", { class: "busy-dot", "aria-hidden": "true" }),
      el("span", { word: "checking" }),
    );
    this.node = el(
      "section",
      { class: "verdict empty" },
      this.sign,
      el("div", { class: "verdict-body" }, this.words, this.counts, this.note),
      this.busy,
    );
  }

  /** @param {Mood} mood @param {string} words @param {string} counts @param {string} note */
  show(mood, words, counts, note) {
    this.node.className = `verdict ${mood}`;
    this.sign.replaceChildren(icon(SIGNS[mood]));
    this.words.textContent = words;
    this.counts.textContent = counts;
    this.counts.hidden = !counts;
    this.note.textContent = note;
    this.note.hidden = !note;
  }

  /** @param {import("./merge.js").Outcome} outcome */
  showOutcome(outcome) {
    const mood = moodOf(outcome);
    this.show(mood, say(`verdict_${mood}`), countsInWords(countsOf(outcome)), say(`note_${mood}`));
  }

  showEmpty() {
    this.show("empty", say("verdict_empty"), "", say("note_empty"));
  }

  /** @param {boolean} on */
  wait(on) {
    this.busy.hidden = !on;
  }
}
