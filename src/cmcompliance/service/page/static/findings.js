// The findings as cards: what is wrong, why, by which law, and what mends it.

import { arrange, el, freshId, icon } from "./dom.js";
import { language, say, tied } from "./language.js";
import { lawItem, sanctionsOf } from "./law.js";
import { quotesOf, reasonsOf, shortened } from "./reasons.js";
import { nameOf } from "./vocabulary.js";

const LONGEST_EDIT = 600;
const MOST_LAWS = 3;
const FEW = 2;

/** @typedef {import("./merge.js").Shown} Shown */
/** @typedef {{show: (key: string) => void, point: (key: string | null) => void, fix: (key: string) => void,
 *   canFix: (edit: any) => boolean, old: (edit: any) => string}} Acts
 * @typedef {{words: string, node: HTMLElement, open: (on: boolean) => void}} Card */

/** The list of cards; a card whose words stay the same stays itself, open or focused as it is. */
export class Findings {
  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.node = el("ol", { class: "findings" });
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    /** @type {Map<string, boolean>} what was opened or shut by hand */
    this.opened = new Map();
  }

  /** @param {Shown[]} shown */
  show(shown) {
    const cards = new Map();
    for (const one of shown) {
      const old = one.edit ? this.acts.old(one.edit) : "";
      const words = JSON.stringify([language(), signature(one), old]);
      const kept = this.cards.get(one.key);
      const card = kept?.words === words ? kept : this.card(one, old, words, kept);
      card.open(this.opened.get(one.key) ?? (one.severity === "error" || shown.length <= FEW));
      cards.set(one.key, card);
    }
    this.cards = cards;
    arrange(
      this.node,
      [...cards.values()].map(({ node }) => node),
    );
  }

  /** Shows which cards speak of a place of the text; `open`: they are opened too. @param {string[]} keys @param {boolean} open */
  point(keys, open) {
    for (const [key, card] of this.cards) {
      const its = keys.includes(key);
      card.node.classList.toggle("current", its);
      if (its && open) {
        this.opened.set(key, true);
        card.open(true);
      }
    }
    if (open && keys.length) this.cards.get(keys[0])?.node.scrollIntoView({ block: "nearest" });
  }

  /** @param {Shown} shown @param {string} old @param {string} words @param {Card} [before] @returns {Card} */
  card(shown, old, words, before) {
    const { finding, severity, key } = shown;
    const id = freshId("finding");
    const scopes = scopesOf(shown);
    const toggle = el(
      "button",
      { type: "button", class: "finding-toggle" },
      el("span", {}, tied(finding.title)),
      icon("more"),
    );
    toggle.setAttribute("aria-controls", id);
    const body = el(
      "div",
      { class: "finding-body", id },
      this.quotes(shown),
      finding.waived ? el("p", { class: "accepted" }, say("waived_by", finding.waived)) : null,
      el("p", { class: "message" }, tied(finding.message)),
      remedy(shown, this.acts, old),
      details("why", whyBody(finding), before?.node),
      details("law", lawBody(shown), before?.node),
    );
    const level = el("span", { class: "level" }, icon(severity), say(`severity_${severity}`));
    const node = el(
      "li",
      { class: `finding ${severity}${finding.waived ? " waived" : ""}`, data: { key } },
      el(
        "div",
        { class: "finding-head" },
        level,
        scopes.length ? el("span", { class: "scopes" }, scopes.join(" · ")) : null,
      ),
      el("h4", { class: "finding-title" }, toggle),
      body,
    );
    const open = (/** @type {boolean} */ on) => {
      toggle.setAttribute("aria-expanded", String(on));
      body.hidden = !on;
    };
    toggle.addEventListener("click", () => {
      this.opened.set(key, body.hidden);
      open(body.hidden);
    });
    for (const event of ["mouseenter", "focusin"]) node.addEventListener(event, () => this.acts.point(key));
    for (const event of ["mouseleave", "focusout"]) node.addEventListener(event, () => this.acts.point(null));
    return { words, node, open };
  }

  /** @param {Shown} shown */
  quotes({ finding, key }) {
    const inText = finding.spans.filter(
      (/** @type {any} */ span) => span.field === "text" && span.text.trim(),
    );
    const quotes = quotesOf(inText, 3);
    if (!quotes.length) return null;
    const words = quotes.map((quote) => say("quoted", { words: shortened(quote, 60) })).join(" ");
    return el(
      "button",
      { type: "button", class: "quote", on: { click: () => this.acts.show(key) } },
      el("span", {}, words),
      el("span", { class: "quote-act" }, say("see_in_text")),
    );
  }
}

/** What of a finding is to be seen: not where it stands. @param {Shown} shown */
function signature({ finding, severity, countries, platforms, edit, laws }) {
  const quotes = quotesOf(finding.spans, 3);
  const change = edit && [edit.text, edit.action, edit.safety, edit.over_limit, edit.field];
  const { rule, title, message, waived, remediation, because } = finding;
  return [
    rule,
    title,
    message,
    severity,
    countries,
    platforms,
    quotes,
    change,
    waived,
    remediation.hint,
    laws,
    reasonsOf(because),
  ];
}

/** @param {Shown} shown @returns {string[]} */
function scopesOf({ platforms, countries }) {
  return [
    ...platforms.map((platform) => nameOf("platform", platform)),
    ...countries.map((country) => nameOf("jurisdictions", country)),
  ];
}

/** @param {"why" | "law"} name @param {Node[]} body @param {HTMLElement} [before] */
function details(name, body, before) {
  if (!body.length) return null;
  const open =
    /** @type {HTMLDetailsElement | null} */ (before?.querySelector(`details.${name}`))?.open ?? false;
  return el("details", { class: `more ${name}`, open }, el("summary", {}, say(name)), ...body);
}

/** @param {any} finding @returns {Node[]} */
function whyBody(finding) {
  const { seen, absent } = reasonsOf(finding.because);
  const list = (/** @type {string[]} */ phrases) =>
    el("ul", {}, ...phrases.map((phrase) => el("li", {}, phrase)));
  const body = seen.length ? [list(seen)] : [];
  if (absent.length) body.push(el("p", { class: "soft" }, say("why_absent")), list(absent));
  return body;
}

/** @param {Shown} shown @returns {Node[]} */
function lawBody({ finding, laws }) {
  const body = laws.length ? [el("ul", { class: "laws" }, ...laws.slice(0, MOST_LAWS).map(lawItem))] : [];
  if (laws.length > MOST_LAWS) {
    const rest = el("ul", { class: "laws" }, ...laws.slice(MOST_LAWS).map(lawItem));
    body.push(
      el(
        "details",
        { class: "more" },
        el("summary", {}, say("more_laws", { n: laws.length - MOST_LAWS })),
        rest,
      ),
    );
  }
  const sanctions = sanctionsOf(laws);
  if (sanctions.length) {
    const items = sanctions.map((sanction) => el("li", {}, tied(sanction)));
    body.push(el("p", { class: "sub" }, say("sanction")), el("ul", {}, ...items));
  }
  if (finding.regraded_from) {
    body.push(
      el("p", { class: "soft" }, say("regraded", { level: say(`severity_${finding.regraded_from}`) })),
    );
  }
  body.push(el("p", { class: "rule-name" }, say("rule"), " ", el("code", {}, finding.rule)));
  return body;
}

/** @param {Shown} shown @param {Acts} acts @param {string} old */
function remedy({ finding, edit, key }, acts, old) {
  const parts = [el("p", { class: "hint" }, tied(finding.remediation.hint))];
  if (edit && !finding.waived) {
    const safe = edit.safety === "safe";
    parts.push(changeShown(edit, old));
    if (edit.over_limit) parts.push(el("p", { class: "over" }, say("over_limit", { n: edit.over_limit })));
    if (acts.canFix(edit)) {
      const word = safe ? "fix" : "fix_suggested";
      parts.push(
        el(
          "div",
          { class: "fix-row" },
          el(
            "button",
            { type: "button", class: "button fix", on: { click: () => acts.fix(key) } },
            say(word),
            el("span", { class: "unseen" }, ` ${say("fix_of", { title: finding.title })}`),
          ),
          el("span", { class: `safety ${edit.safety}` }, say(safe ? "safe" : "suggested")),
        ),
      );
    } else parts.push(el("p", { class: "soft" }, say("edit_elsewhere")));
  }
  return el("div", { class: "remedy" }, el("p", { class: "sub" }, say("to_do")), ...parts);
}

/** @param {any} edit @param {string} old */
function changeShown(edit, old) {
  return el(
    "p",
    { class: "change" },
    old.trim() ? el("del", {}, shortened(old.trim(), LONGEST_EDIT)) : null,
    old.trim() && edit.text.trim() ? " " : null,
    edit.text.trim() ? el("ins", {}, shortened(edit.text.trim(), LONGEST_EDIT)) : null,
  );
}
