// What a report leaves open, as a short form; and what was answered, to be taken back.

import { capital } from "./choices.js";
import { arrange, el, freshId, icon } from "./dom.js";
import { dayInWords, language, say, tied } from "./language.js";
import { shortened } from "./reasons.js";
import { choicesOf, fieldName } from "./vocabulary.js";

const MOST_STAKES = 3;
const MANY = 12;

/** @typedef {import("./draft.js").Answer} Answer */
/** @typedef {{answer: (field: string, answer: Answer) => void, takeBack: (field: string) => void}} Acts */

/** The questions; one that stays keeps what was begun to be answered. */
export class Questions {
  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.list = el("ul", { class: "questions" });
    this.chips = el("ul", { class: "chips", label: "answers_given" });
    /** @type {Map<string, {words: string, node: HTMLElement}>} */
    this.asked = new Map();
  }

  /** @param {any[]} questions */
  show(questions) {
    const asked = new Map();
    for (const question of questions) {
      const words = JSON.stringify([language(), question]);
      const kept = this.asked.get(question.field);
      asked.set(question.field, kept?.words === words ? kept : { words, node: this.form(question) });
    }
    this.asked = asked;
    arrange(
      this.list,
      [...asked.values()].map(({ node }) => node),
    );
  }

  /** @param {Record<string, Answer>} answers */
  showAnswers(answers) {
    const chips = Object.entries(answers).map(([field, answer]) => {
      const name = fieldName(field) ?? answer.question;
      const takeBack = () => this.acts.takeBack(field);
      return el(
        "li",
        { class: "chip" },
        el("span", {}, say("you_said"), " ", el("strong", {}, tied(`${name} : ${answer.words}`))),
        el(
          "button",
          { type: "button", on: { click: takeBack } },
          icon("cross"),
          el("span", { class: "unseen" }, say("take_back", { what: name })),
        ),
      );
    });
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }

  /** Moves to the question that comes now; false if there is none. */
  focusFirst() {
    const control = /** @type {HTMLElement | null} */ (
      this.list.querySelector("input, select, textarea, button")
    );
    control?.focus();
    return control !== null;
  }

  /** @param {any} question @returns {HTMLElement} */
  form(question) {
    const hint = freshId("stakes");
    const done = (/** @type {any} */ value, /** @type {string} */ words) =>
      this.acts.answer(question.field, { value, words, question: question.question });
    const stakes = question.at_stake
      .slice(0, MOST_STAKES)
      .map((/** @type {any} */ stake) => tied(stake.title));
    const more = question.at_stake.length - stakes.length;
    if (more > 0) stakes.push(say("more_stakes", { n: more }));
    const worst = question.at_stake[0]?.severity ?? "info";
    return el(
      "li",
      { class: `question ${worst}`, data: { field: question.field } },
      control(question, hint, done),
      stakes.length ? el("p", { class: "stakes", id: hint }, say("decides"), " ", stakes.join(" · ")) : null,
    );
  }
}

/** @param {any} question @param {string} hint @param {(value: any, words: string) => void} done */
function control(question, hint, done) {
  const { type } = question;
  const choices = choicesFor(question);
  if (type === "bool")
    return buttons(
      question,
      hint,
      [
        ["true", say("yes")],
        ["false", say("no")],
      ],
      (value, words) => done(value === "true", words),
    );
  if (type === "choice" && choices.length <= MANY) return buttons(question, hint, choices, done);
  if (type === "choice") return picked(question, hint, choices, done);
  if (type === "list" && choices.length) return several(question, hint, choices, done);
  return written(question, hint, done);
}

/** @param {any} question @returns {[string, string][]} */
function choicesFor(question) {
  const known = Object.fromEntries(choicesOf(question.field).map(({ value, words }) => [value, words]));
  const values = question.choices.length ? question.choices : Object.keys(known);
  return values.map((/** @type {string} */ value) => [
    value,
    question.labels[value] ?? known[value] ?? value,
  ]);
}

/** @param {any} question @param {string} hint @param {[string, string][]} choices @param {(value: any, words: string) => void} done */
function buttons(question, hint, choices, done) {
  const all = choices.map(([value, words]) =>
    el(
      "button",
      { type: "button", class: "answer", on: { click: () => done(value, words) } },
      capital(words),
    ),
  );
  const group = el(
    "fieldset",
    {},
    el("legend", {}, tied(question.question)),
    el("div", { class: "answers" }, ...all),
  );
  group.setAttribute("aria-describedby", hint);
  return group;
}

/** @param {any} question @param {string} hint @param {[string, string][]} choices @param {(value: any, words: string) => void} done */
function picked(question, hint, choices, done) {
  const id = freshId("answer");
  const select = el(
    "select",
    { id },
    el("option", { value: "" }, say("choose")),
    ...choices.map(([value, words]) => el("option", { value }, capital(words))),
  );
  select.setAttribute("aria-describedby", hint);
  const submit = () => select.value && done(select.value, select.selectedOptions[0].textContent ?? "");
  return asForm(id, question, el("div", { class: "answer-row" }, select, okButton()), submit);
}

/** @param {any} question @param {string} hint @param {[string, string][]} choices @param {(value: any, words: string) => void} done */
function several(question, hint, choices, done) {
  const many = choices.length > 2 * MANY;
  const boxes = choices.map(([value, words]) => {
    const input = el("input", { type: "checkbox", value });
    return {
      input,
      words,
      node: el("label", { class: "pill" }, input, el("span", {}, icon("check"), words)),
    };
  });
  const group = el(
    "fieldset",
    {},
    el("legend", {}, tied(question.question)),
    el(
      "div",
      { class: `pills${many ? " many" : ""}`, ...(many ? { tabIndex: 0 } : {}) },
      ...boxes.map(({ node }) => node),
    ),
    okButton(),
  );
  group.setAttribute("aria-describedby", hint);
  const form = el("form", {}, group);
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const taken = boxes.filter(({ input }) => input.checked);
    if (taken.length)
      done(
        taken.map(({ input }) => input.value),
        taken.map(({ words }) => words).join(", "),
      );
  });
  return form;
}

/** @param {any} question @param {string} hint @param {(value: any, words: string) => void} done */
function written(question, hint, done) {
  const id = freshId("answer");
  const type = question.type === "number" ? "number" : question.type === "date" ? "date" : "text";
  const input = el("input", {
    id,
    type,
    autocomplete: "off",
    ...(question.type === "list" ? { hint: "list_hint" } : {}),
  });
  input.setAttribute("aria-describedby", hint);
  if (type === "number") Object.assign(input, { min: "0", step: "any", inputMode: "decimal" });
  const submit = () => {
    const typed = input.value.trim();
    if (!typed) return;
    const value = valueOf(question, typed);
    done(value, type === "date" ? dayInWords(typed) : shortened(typed, 60));
  };
  return asForm(id, question, el("div", { class: "answer-row" }, input, okButton()), submit);
}

/** @param {any} question @param {string} typed @returns {any} */
function valueOf(question, typed) {
  if (question.type === "number") return Number(typed);
  if (question.type !== "list") return typed;
  const parts = typed
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  return question.field === "contest.prizes" ? parts.map((description) => ({ description })) : parts;
}

/** @param {string} id @param {any} question @param {Node} row @param {() => void} submit */
function asForm(id, question, row, submit) {
  const form = el("form", {}, el("label", { htmlFor: id }, tied(question.question)), row);
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  });
  return form;
}

const okButton = () => el("button", { type: "submit", class: "button small" }, say("answer"));
