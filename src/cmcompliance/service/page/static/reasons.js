// The facts that a finding rests on, in words.

import { say, tied } from "./language.js";

const LONGEST_QUOTE = 80;

/** @typedef {{seen: string[], absent: string[]}} Reasons what is so, and what is not so or not known */

/** @param {any[]} because @returns {Reasons} */
export function reasonsOf(because) {
  const own = because.filter(({ origin }) => origin !== "derived");
  const grounds = (own.length ? own : because).filter(({ meaning }) => meaning);
  const phrases = (/** @type {any[]} */ facts) => [...new Set(facts.map(phrase))];
  const absent = grounds.filter(isAbsent);
  const quoted = grounds.filter((fact) => !isAbsent(fact) && fact.spans.length);
  const given = grounds.filter((fact) => !isAbsent(fact) && !fact.spans.length);
  return { seen: phrases([...quoted, ...given]), absent: phrases(absent) };
}

/** @param {any} fact */
const isAbsent = ({ value, value_meaning: words }) => value === null || (value === false && !words);

/** @param {any} fact @returns {string} */
function phrase({ meaning, value, value_meaning: words, spans }) {
  if (value === null) return say("reason_unknown", { what: meaning });
  if (words) return tied(say("reason_given", { what: meaning, value: words }));
  if (value === false) return say("reason_absent", { what: meaning });
  const quotes = quotesOf(spans).map((quote) => say("quoted", { words: quote }));
  return quotes.length ? `${tied(meaning)} (${quotes.join(", ")})` : tied(meaning);
}

/** At most two of the places in words, none that only repeats a part of another. @param {any[]} spans */
export function quotesOf(spans, most = 2) {
  const quotes = [...new Set(spans.map(({ text }) => text.split(/\s+/).join(" ").trim()))].filter(Boolean);
  const whole = quotes.filter((quote) => !quotes.some((other) => other !== quote && other.includes(quote)));
  return whole.slice(0, most).map((quote) => shortened(quote, LONGEST_QUOTE));
}

/** @param {string} text @param {number} most */
export function shortened(text, most) {
  const signs = [...text];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : text;
}
