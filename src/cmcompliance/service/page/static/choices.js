// Fields in which one chooses: several of a few, several of many, one of a few.

import { arrange, el, freshId, icon } from "./dom.js";
import { say } from "./language.js";
import { choicesOf, nameOf } from "./vocabulary.js";

/** Switches that stay themselves while they are drawn anew, so that the keyboard stays where it is. */
class Pills {
  /** @param {() => string[]} chosen @param {(values: string[]) => void} changed */
  constructor(chosen, changed) {
    this.chosen = chosen;
    this.changed = changed;
    /** @type {Map<string, {node: HTMLElement, input: HTMLInputElement, words: HTMLElement}>} */
    this.known = new Map();
  }

  /** @param {string} value @param {string} words @returns {HTMLElement} */
  pill(value, words) {
    const pill = this.known.get(value) ?? this.made(value);
    this.known.set(value, pill);
    pill.words.textContent = capital(words);
    pill.input.checked = this.chosen().includes(value);
    return pill.node;
  }

  /** @param {string} value */
  made(value) {
    const input = el("input", { type: "checkbox", value });
    const words = el("span", { class: "pill-words" });
    input.addEventListener("change", () => {
      const others = this.chosen().filter((other) => other !== value);
      this.changed(input.checked ? [...others, value] : others);
    });
    return {
      input,
      words,
      node: el("label", { class: "pill" }, input, el("span", {}, icon("check"), words)),
    };
  }
}

/**
 * Switches for several values: those of `first` at once, the others on demand or once chosen.
 * @param {{legend: string, field: string, first: string[], chosen: () => string[], changed: (values: string[]) => void}} given
 */
export function severalOf({ legend, field, first, chosen, changed }) {
  const room = el("div", { class: "pills" });
  const node = el("fieldset", { class: "field" }, el("legend", { word: legend }), room);
  const pills = new Pills(chosen, changed);
  let all = false;
  const more = el("button", { type: "button", class: "pill-more" });
  const draw = () => {
    const known = choicesOf(field);
    const ordered = [
      ...first.flatMap((name) => known.filter(({ value }) => value === name)),
      ...known.filter(({ value }) => !first.includes(value)),
    ];
    const shown = ordered.filter(({ value }) => all || first.includes(value) || chosen().includes(value));
    more.textContent = say("others", { n: ordered.length - shown.length });
    const nodes = shown.map(({ value, words }) => pills.pill(value, words));
    arrange(room, shown.length < ordered.length ? [...nodes, more] : nodes);
    return shown.length;
  };
  more.addEventListener("click", () => {
    const before = draw();
    all = true;
    draw();
    room.querySelectorAll("input")[before]?.focus();
  });
  return { node, draw };
}

/**
 * Switches for a few countries, and a field in which to find any other.
 * @param {{legend: string, first: string[], chosen: () => string[], changed: (values: string[]) => void}} given
 */
export function countries({ legend, first, chosen, changed }) {
  const field = "jurisdictions";
  const room = el("div", { class: "pills" });
  const pills = new Pills(chosen, changed);
  const [id, listId] = [freshId("country"), freshId("countries")];
  const list = el("datalist", { id: listId });
  const input = el("input", {
    id,
    type: "text",
    class: "pill-find",
    hint: "country_hint",
    autocomplete: "off",
  });
  input.setAttribute("list", listId);
  const find = el(
    "span",
    { class: "find" },
    el("label", { htmlFor: id, class: "unseen", word: "country_other" }),
    input,
    list,
  );
  const node = el("fieldset", { class: "field" }, el("legend", { word: legend }), room);
  const added = new Set();
  const take = () => {
    const value = countryMeant(input.value, choicesOf(field));
    if (!value) return;
    input.value = "";
    if (!chosen().includes(value)) changed([...chosen(), value]);
    draw();
  };
  input.addEventListener("input", (/** @type {InputEvent} */ event) => {
    if (!event.inputType || event.inputType === "insertReplacementText") take();
  });
  input.addEventListener("change", take);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take();
  });
  const draw = () => {
    for (const code of chosen()) if (!first.includes(code)) added.add(code);
    arrange(room, [...[...first, ...added].map((code) => pills.pill(code, nameOf(field, code))), find]);
    fill(
      list,
      choicesOf(field).map(({ value, words }) => [words, value]),
    );
  };
  return { node, draw };
}

/**
 * Gives a list its options, unless it has them. @param {HTMLElement} list @param {[string, string][]} options
 * @returns {boolean} whether they are new
 */
function fill(list, options) {
  const said = JSON.stringify(options);
  if (list.dataset.options === said) return false;
  list.dataset.options = said;
  list.replaceChildren(...options.map(([value, words]) => el("option", { value }, words)));
  return true;
}

/** @param {string} typed @param {import("./vocabulary.js").Choice[]} known @returns {string | null} */
function countryMeant(typed, known) {
  const wanted = folded(typed);
  if (!wanted) return null;
  const found = known.find(({ value, words }) => folded(words) === wanted || value.toLowerCase() === wanted);
  return found?.value ?? null;
}

/** @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

/**
 * One value of a few, or none.
 * @param {{label: string, field: string, none?: string, chosen: () => string, changed: (value: string) => void,
 *   only?: string[]}} given
 */
export function oneOf({ label, field, none, chosen, changed, only }) {
  const id = freshId("choice");
  const select = el("select", { id, on: { change: () => changed(select.value) } });
  const node = el("div", { class: "field" }, el("label", { htmlFor: id, word: label }), select);
  const draw = () => {
    const known = choicesOf(field).filter(({ value }) => !only || only.includes(value));
    /** @type {[string, string][]} */
    const options = known.map(({ value, words }) => [value, capital(words)]);
    fill(select, none ? [["", say(none)], ...options] : options);
    select.value = chosen();
  };
  return { node, draw };
}

/** @param {string} text */
export const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/**
 * A line to write in, or a day or address.
 * @param {{label: string, type?: string, hint?: string, autocomplete?: string, held: () => string,
 *   changed: (value: string) => void}} given
 */
export function line({ label, type = "text", hint, autocomplete = "off", held, changed }) {
  const id = freshId("line");
  const input = el("input", { id, type, hint, autocomplete, on: { input: () => changed(input.value) } });
  const node = el("div", { class: "field" }, el("label", { htmlFor: id, word: label }), input);
  const draw = () => {
    if (input.value !== held()) input.value = held();
  };
  return { node, draw };
}
