// The first tab: a post, and what is known of it.

import { CheckedText } from "./checkedtext.js";
import { countries, line, oneOf, severalOf } from "./choices.js";
import { el, icon } from "./dom.js";
import { newDraft } from "./draft.js";
import { forget, keep, kept } from "./keeping.js";
import { language, say } from "./language.js";
import { toast } from "./toast.js";
import { EXAMPLES } from "./words.js";

const FIRST_PLATFORMS = ["instagram", "facebook", "tiktok", "linkedin", "youtube", "x"];
const FIRST_COUNTRIES = ["FR", "BE", "LU", "CH"];
const KINDS = ["post", "story", "reel", "video", "ad", "article", "email", "comment", "bio"];
const TITLED = ["article", "email", "video", "ad"];
const WITHOUT_BRAND = ["", "none"];

/** The composer. @returns {{node: HTMLElement, text: CheckedText, redraw: () => void}} */
export function composer() {
  const before = kept();
  const held = newDraft(before ?? { countries: ["FR"] });
  const text = new CheckedText({
    held,
    label: "your_text",
    hint: "text_hint",
    contextChanged: () => drawForm(),
    textChanged: () => saved(),
  });
  const known = context(held, () => {
    drawForm();
    saved();
    text.contextEdited();
  });
  const keeping = keepSwitch(Boolean(before), held);
  const saved = () => {
    example.hidden = Boolean(held.text);
    if (keeping.on()) keep(held);
  };
  const drawForm = () => {
    for (const part of known.parts) part.draw();
    known.title.node.hidden = !TITLED.includes(held.kind) && !held.title;
    known.brand.node.hidden = WITHOUT_BRAND.includes(held.relationship.kind) && !held.relationship.brand;
  };
  const example = el("button", {
    type: "button",
    class: "button quiet",
    word: "example",
    on: { click: () => showExample(held, text, drawForm) },
  });
  text.tools.prepend(example);
  text.editorNode.append(keeping.node);
  const node = el(
    "div",
    { class: "columns" },
    el("div", { class: "writing" }, text.editorNode, known.node),
    text.results.node,
  );
  const redraw = () => {
    drawForm();
    text.redraw();
    saved();
  };
  return { node, text, redraw };
}

/** @param {import("./draft.js").Held} held @param {() => void} changed */
function context(held, changed) {
  const set =
    (/** @type {any} */ holder, /** @type {string} */ name, /** @type {string} */ field) =>
    (/** @type {any} */ value) => {
      holder[name] = value;
      delete held.answers[field];
      changed();
    };
  const platforms = severalOf({
    legend: "platforms",
    field: "platform",
    first: FIRST_PLATFORMS,
    chosen: () => held.platforms,
    changed: set(held, "platforms", "platform"),
  });
  const places = countries({
    legend: "countries",
    first: FIRST_COUNTRIES,
    chosen: () => held.countries,
    changed: set(held, "countries", "jurisdictions"),
  });
  const kind = oneOf({
    label: "kind",
    field: "kind",
    only: KINDS,
    chosen: () => held.kind,
    changed: set(held, "kind", "kind"),
  });
  const role = oneOf({
    label: "role",
    field: "author.role",
    none: "not_said",
    chosen: () => held.author.role,
    changed: set(held.author, "role", "author.role"),
  });
  const name = line({
    label: "author_name",
    hint: "author_hint",
    held: () => held.author.name,
    changed: set(held.author, "name", "author.name"),
  });
  const relationship = oneOf({
    label: "relationship",
    field: "relationship.kind",
    none: "not_said",
    chosen: () => held.relationship.kind,
    changed: set(held.relationship, "kind", "relationship.kind"),
  });
  const brand = line({
    label: "brand",
    held: () => held.relationship.brand,
    changed: set(held.relationship, "brand", "relationship.brand"),
  });
  const title = line({ label: "title", held: () => held.title, changed: set(held, "title", "title") });
  const media = severalOf({
    legend: "media",
    field: "media.kind",
    first: ["image", "video", "audio"],
    chosen: () => held.media,
    changed: set(held, "media", "media.kind"),
  });
  const node = el(
    "section",
    { class: "card context" },
    el("h2", { word: "context" }),
    el("p", { class: "soft", word: "context_note" }),
    platforms.node,
    places.node,
    el("div", { class: "pair" }, kind.node, title.node),
    el("div", { class: "pair" }, role.node, name.node),
    el("div", { class: "pair" }, relationship.node, brand.node),
    media.node,
  );
  return {
    node,
    parts: [platforms, places, kind, role, name, relationship, brand, title, media],
    title,
    brand,
  };
}

/** @param {boolean} begins @param {import("./draft.js").Held} held */
function keepSwitch(begins, held) {
  const input = el("input", { type: "checkbox", checked: begins });
  input.addEventListener("change", () => {
    if (!input.checked) forget();
    else if (!keep(held)) input.checked = false;
    toast(say(input.checked ? "kept" : "not_kept"));
  });
  const node = el(
    "label",
    { class: "keep" },
    input,
    el("span", { class: "keep-box" }, icon("check")),
    el("span", { word: "keep" }),
  );
  return { node, on: () => input.checked };
}

/** @param {import("./draft.js").Held} held @param {CheckedText} text @param {() => void} drawForm */
function showExample(held, text, drawForm) {
  const example = EXAMPLES[language()];
  Object.assign(held, {
    platforms: ["instagram", "facebook"],
    author: { role: "influencer", name: example.author },
    relationship: { kind: "paid", brand: example.brand },
  });
  drawForm();
  text.editor.become(example.text);
}
