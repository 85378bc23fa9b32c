// Fields in which one chooses: several of a few, several of many, one of a few.

import { el, freshId, icon } from "./dom.js";
import { say } from "./language.js";
import { choicesOf, nameOf } from "./vocabulary.js";

/**
 * Switches for several values: those of `first` at once, the others on demand or once chosen.
 * @param {{legend: string, field: string, first: string[], chosen: () => string[], changed: (values: string[]) => void,
 *   only?: string[]}} given
 */
export function severalOf({ legend, field, first, chosen, changed, only }) {
  const pills = el("div", { class: "pills" });
  const node = el("fieldset", { class: "field" }, el("legend", { word: legend }), pills);
  let all = false;
  const draw = () => {
    const known = choicesOf(field).filter(({ value }) => !only || only.includes(value));
    const ordered = [...first.flatMap((name) => known.filter(({ value }) => value === name)),
      ...known.filter(({ value }) => !first.includes(value))];
    const shown = ordered.filter(({ value }) => all || first.includes(value) || chosen().includes(value));
    pills.replaceChildren(...shown.map(({ value, words }) => pill(value, words, chosen, changed)));
    if (shown.length < ordered.length) {
      const more = () => {
        all = true;
        draw();
        /** @type {HTMLElement} */ (pills.querySelectorAll("input")[shown.length])?.focus();
      };
      pills.append(el("button", { type: "button", class: "pill-more", on: { click: more } },
        say("others", { n: ordered.length - shown.length })));
    }
  };
  return { node, draw };
}

/** @param {string} value @param {string} words @param {() => string[]} chosen @param {(values: string[]) => void} changed */
function pill(value, words, chosen, changed) {
  const input = el("input", { type: "checkbox", value, checked: chosen().includes(value) });
  input.addEventListener("change", () => {
    const others = chosen().filter((other) => other !== value);
    changed(input.checked ? [...others, value] : others);
  });
  return el("label", { class: "pill" }, input, el("span", {}, icon("check"), capital(words)));
}

/**
 * Switches for a few countries, and a field in which to find any other.
 * @param {{legend: string, first: string[], chosen: () => string[], changed: (values: string[]) => void}} given
 */
export function countries({ legend, first, chosen, changed }) {
  const field = "jurisdictions";
  const pills = el("div", { class: "pills" });
  const [id, listId] = [freshId("country"), freshId("countries")];
  const list = el("datalist", { id: listId });
  const input = el("input", { id, type: "text", class: "pill-find", hint: "country_hint", autocomplete: "off" });
  input.setAttribute("list", listId);
  const find = el("span", { class: "find" }, el("label", { htmlFor: id, class: "unseen", word: "country_other" }), input, list);
  const node = el("fieldset", { class: "field" }, el("legend", { word: legend }), pills);
  const take = () => {
    const value = countryMeant(input.value, choicesOf(field));
    if (!value) return;
    input.value = "";
    if (!chosen().includes(value)) changed([...chosen(), value]);
    draw();
    input.focus();
  };
  input.addEventListener("change", take);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      take();
    }
  });
  const draw = () => {
    const codes = [...first, ...chosen().filter((code) => !first.includes(code))];
    pills.replaceChildren(...codes.map((code) => pill(code, nameOf(field, code), chosen, changed)), find);
    list.replaceChildren(...choicesOf(field).map(({ value, words }) => el("option", { value: words }, value)));
  };
  return { node, draw };
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
    const options = known.map(({ value, words }) => el("option", { value }, capital(words)));
    select.replaceChildren(...(none ? [el("option", { value: "" }, say(none))] : []), ...options);
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
