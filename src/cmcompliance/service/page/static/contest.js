// The second tab: contest rules, written from a few answers, then edited and checked as they are.

import { announce } from "./announce.js";
import { download } from "./carrying.js";
import { CheckedText } from "./checkedtext.js";
import { countries, line, oneOf } from "./choices.js";
import { el, freshId, icon } from "./dom.js";
import { newDraft } from "./draft.js";
import { askForKeyOnce } from "./key.js";
import { say } from "./language.js";
import { contestRules, ServiceProblem } from "./service.js";
import { toast } from "./toast.js";
import { troubleBox } from "./trouble.js";

const FIRST_COUNTRIES = ["FR", "BE", "LU", "CH"];

/** @typedef {{countries: string[], platform: string, mechanism: string, organiser: string, opens: string, closes: string,
 *   url: string, upload: boolean}} Wanted */

/** The tab. @returns {{node: HTMLElement, text: CheckedText, redraw: () => void}} */
export function contestTab() {
  /** @type {Wanted} */
  const wanted = {
    countries: ["FR"],
    platform: "instagram",
    mechanism: "chance",
    organiser: "",
    opens: "",
    closes: "",
    url: "",
    upload: false,
  };
  const held = newDraft({ kind: "contest_rules" });
  adopt(held, wanted);
  const text = new CheckedText({ held, label: "rules_text", hint: "rules_hint" });
  const place = el("div", { class: "trouble-place" });
  const write = async () => {
    place.replaceChildren();
    try {
      const answer = await contestRules(asked(wanted));
      held.answers = {};
      const before = text.editor.text;
      text.editor.become(answer.text);
      const after = text.editor.text;
      text.goToBlank();
      const undo = before.trim() ? () => text.editor.text === after && text.editor.become(before) : null;
      toast(say("rules_written", { n: answer.placeholders.length }), undo);
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      if (error.kind === "key") askForKeyOnce();
      place.replaceChildren(troubleBox(error, null, write));
      announce(say(`trouble_${error.kind}`), 0);
    }
  };
  const form = rulesForm(wanted, write, () => {
    adopt(held, wanted);
    text.contextEdited();
  });
  const save = el("button", {
    type: "button",
    class: "button",
    word: "rules_download",
    on: {
      click: () =>
        download(new Blob([held.text], { type: "text/markdown;charset=utf-8" }), `${say("rules_file")}.md`),
    },
  });
  text.tools.append(save);
  const node = el(
    "div",
    { class: "columns" },
    el("div", { class: "writing" }, form.node, place, text.editorNode),
    text.results.node,
  );
  const redraw = () => {
    for (const part of form.parts) part.draw();
    text.redraw();
  };
  return { node, text, redraw };
}

/** @param {Wanted} wanted @param {() => void} write @param {() => void} changed */
function rulesForm(wanted, write, changed) {
  const set = (/** @type {keyof Wanted} */ name) => (/** @type {any} */ value) => {
    /** @type {any} */ (wanted)[name] = value;
    submit.disabled = !wanted.countries.length;
    for (const part of [places, platform, mechanism]) part.draw();
    changed();
  };
  const places = countries({
    legend: "countries",
    first: FIRST_COUNTRIES,
    chosen: () => wanted.countries,
    changed: set("countries"),
  });
  const platform = oneOf({
    label: "platform",
    field: "platform",
    none: "no_platform",
    chosen: () => wanted.platform,
    changed: set("platform"),
  });
  const mechanism = oneOf({
    label: "mechanism",
    field: "contest.mechanism",
    chosen: () => wanted.mechanism,
    changed: set("mechanism"),
  });
  const organiser = line({
    label: "organiser",
    hint: "organiser_hint",
    autocomplete: "organization",
    held: () => wanted.organiser,
    changed: set("organiser"),
  });
  const opens = line({ label: "opens", type: "date", held: () => wanted.opens, changed: set("opens") });
  const closes = line({ label: "closes", type: "date", held: () => wanted.closes, changed: set("closes") });
  const url = line({
    label: "rules_url",
    type: "url",
    hint: "rules_url_hint",
    held: () => wanted.url,
    changed: set("url"),
  });
  const upload = el("input", { type: "checkbox", id: freshId("upload") });
  upload.addEventListener("change", () => set("upload")(upload.checked));
  const submit = el("button", { type: "submit", class: "button strong", word: "rules_write" });
  const form = el(
    "form",
    { class: "card context", noValidate: true },
    el("h2", { word: "rules_title" }),
    el("p", { class: "soft", word: "rules_intro" }),
    places.node,
    el("div", { class: "pair" }, platform.node, mechanism.node),
    organiser.node,
    el("div", { class: "pair" }, opens.node, closes.node),
    url.node,
    el(
      "label",
      { class: "keep" },
      upload,
      el("span", { class: "keep-box" }, icon("check")),
      el("span", { word: "upload" }),
    ),
    el("div", { class: "tools" }, submit),
  );
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    write();
  });
  return { node: form, parts: [places, platform, mechanism, organiser, opens, closes, url] };
}

/** What is known of the promotion, as the draft says it. @param {Wanted} wanted */
function contestOf({ mechanism, organiser, opens, closes, url, upload }) {
  const known = {
    mechanism,
    organiser: organiser.trim(),
    opens_at: opens,
    closes_at: closes,
    rules_url: url.trim(),
  };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value));
  return upload ? { ...given, entry_actions: ["upload"] } : given;
}

/** @param {Wanted} wanted */
const asked = (wanted) => ({
  jurisdictions: wanted.countries,
  ...(wanted.platform ? { platform: wanted.platform } : {}),
  contest: contestOf(wanted),
});

/** @param {import("./draft.js").Held} held @param {Wanted} wanted */
function adopt(held, wanted) {
  held.countries = [...wanted.countries];
  held.platforms = wanted.platform ? [wanted.platform] : [];
  held.contest = contestOf(wanted);
}
