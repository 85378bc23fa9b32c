// A text that is checked as it is written: the editor on one side, what is to be said of it on the other.

import { announce } from "./announce.js";
import { copy } from "./carrying.js";
import { Checking } from "./checking.js";
import { Places } from "./codepoints.js";
import { counters } from "./counter.js";
import { el, freshId } from "./dom.js";
import { answerIn, cellsOf, draftsOf, shownField, takeBack } from "./draft.js";
import { Editor } from "./editor.js";
import { Findings } from "./findings.js";
import { askForKey, forgetKey } from "./key.js";
import { say } from "./language.js";
import { matrix } from "./matrix.js";
import { merged } from "./merge.js";
import { blanksIn, nextBlank } from "./placeholders.js";
import { Questions } from "./questions.js";
import { gaps, remarks } from "./remarks.js";
import { ReportButtons } from "./reportbuttons.js";
import { fixed, preview, previewAll, ServiceProblem } from "./service.js";
import { toast } from "./toast.js";
import { troubleBox } from "./trouble.js";
import { countsInWords, countsOf, VerdictCard } from "./verdict.js";

const MATRIX_PAUSE = 900;

/** @typedef {import("./draft.js").Held} Held */
/** @typedef {import("./merge.js").Outcome} Outcome */

/** The two sides, and what goes between them. */
export class CheckedText {
  /** @param {{held: Held, label: string, hint: string, contextChanged?: () => void, textChanged?: () => void}} given */
  constructor({ held, label, hint, contextChanged = () => {}, textChanged = () => {} }) {
    this.held = held;
    this.contextChanged = contextChanged;
    this.textChanged = textChanged;
    /** @type {Outcome | null} */
    this.outcome = null;
    this.checked = "";
    /** @type {string | null} a fix to be made once the text is checked as it stands */
    this.toFix = null;
    this.toAsk = false;
    this.editor = new Editor({
      label,
      hint,
      changed: () => this.edited(),
      entered: (keys, clicked) => this.entered(keys, clicked),
    });
    this.findings = new Findings({
      show: (key) => this.showInText(key),
      point: (key) => this.editor.point(key),
      fix: (key) => this.fix(key),
      canFix: (edit) => shownField(this.held, edit.field) !== null,
      old: (edit) => this.oldWords(edit),
    });
    this.waived = new Findings({
      show: (key) => this.showInText(key),
      point: () => {},
      fix: () => {},
      canFix: () => false,
      old: () => "",
    });
    this.questions = new Questions({
      answer: (field, answer) => this.answer(field, answer),
      takeBack: (field) => this.takeBack(field),
    });
    this.verdict = new VerdictCard();
    this.report = new ReportButtons(() => this.held);
    this.layEditor();
    this.layResults();
    this.checking = new Checking({
      ask: (signal) => this.ask(signal),
      show: (outcome) => this.show(outcome),
      wait: () => this.verdict.wait(true),
      trouble: (problem, again) => this.trouble(problem, again),
    });
    this.comparing = new Checking({
      ask: async (signal) => {
        const wanted = cellsOf(held);
        return matrix(
          wanted,
          await previewAll(
            wanted.cells.map(({ draft }) => draft),
            signal,
          ),
        );
      },
      show: (nodes) => this.matrix.replaceChildren(...nodes),
      wait: () => {},
      trouble: () => this.matrix.replaceChildren(),
      pause: MATRIX_PAUSE,
    });
  }

  layEditor() {
    this.counts = el("ul", { class: "counters" });
    this.fixAll = el("button", {
      type: "button",
      class: "button strong",
      hidden: true,
      on: { click: () => this.fixSafe() },
    });
    this.blank = el("button", {
      type: "button",
      class: "button",
      hidden: true,
      on: { click: () => this.goToBlank() },
    });
    this.copyButton = el("button", {
      type: "button",
      class: "button",
      word: "copy",
      on: { click: () => this.copy() },
    });
    this.tools = el("div", { class: "tools" }, this.fixAll, this.blank, this.copyButton);
    this.editorNode = el(
      "section",
      { class: "card editor-card" },
      this.editor.label,
      this.editor.node,
      el("div", { class: "editor-foot" }, this.counts, this.tools),
    );
  }

  layResults() {
    const headed = (/** @type {string} */ word, /** @type {any[]} */ ...rest) => {
      const id = freshId("part");
      const section = el("section", { class: "open-part", hidden: true }, el("h3", { id, word }), ...rest);
      section.setAttribute("aria-labelledby", id);
      return section;
    };
    this.troubleNode = el("div", { class: "trouble-place" });
    this.matrix = el("div", { class: "matrix" });
    this.foundPart = headed("findings", this.findings.node);
    this.askedPart = headed(
      "questions",
      el("p", { class: "soft", word: "questions_note" }),
      this.questions.chips,
      this.questions.list,
    );
    this.gaps = el("section", { class: "part gaps" });
    this.waivedPart = el(
      "details",
      { class: "part more" },
      el("summary", { word: "waived" }),
      this.waived.node,
    );
    this.restsBody = el("div", {});
    this.restsPart = el(
      "details",
      { class: "part more" },
      el("summary", { word: "rests_on" }),
      this.restsBody,
    );
    this.restOfResults = el(
      "div",
      { class: "rest" },
      this.matrix,
      this.foundPart,
      this.askedPart,
      this.gaps,
      this.waivedPart,
      this.restsPart,
      this.report.node,
    );
    this.resultsNode = el(
      "div",
      { class: "results" },
      this.verdict.node,
      this.troubleNode,
      this.restOfResults,
    );
    this.showEmpty();
  }

  /** Says all anew, in another language or with another draft; asks again. */
  redraw() {
    if (this.editor.text !== this.held.text) this.editor.begin(this.held.text);
    this.drawTools();
    this.questions.showAnswers(this.held.answers);
    this.report.draw();
    if (!this.outcome) this.showEmpty();
    this.contextEdited(0);
  }

  edited() {
    this.held.text = this.editor.text;
    this.drawTools();
    this.textChanged();
    this.contextEdited();
  }

  /** Something of the draft changed beside its text. @param {number} [pause] */
  contextEdited(pause) {
    if (!this.held.text.trim()) {
      this.checking.stop();
      this.comparing.stop();
      this.verdict.wait(false);
      this.showEmpty();
      return;
    }
    this.checking.changed(pause);
    if (cellsOf(this.held).all > 1) this.comparing.changed();
    else {
      this.comparing.stop();
      this.matrix.replaceChildren();
    }
  }

  drawTools() {
    this.counts.replaceChildren(...counters(this.held));
    const blanks = blanksIn(this.held.text).length;
    this.blank.hidden = !blanks;
    this.blank.textContent = say("next_blank", { n: blanks });
    this.copyButton.disabled = !this.held.text;
    const safe =
      this.outcome?.open.filter(({ edit }) => edit?.safety === "safe" && !edit.over_limit).length ?? 0;
    this.fixAll.hidden = !safe;
    this.fixAll.textContent = say("fix_all", { n: safe });
  }

  /** @param {AbortSignal} signal @returns {Promise<Outcome>} */
  async ask(signal) {
    const drafts = draftsOf(this.held);
    if (drafts.length === 1)
      return merged([{ platform: drafts[0].platform, report: await preview(drafts[0].draft, signal) }]);
    const lines = await previewAll(
      drafts.map(({ draft }) => draft),
      signal,
    );
    const missing = lines.find((line) => !line.report);
    if (missing)
      throw new ServiceProblem("failed", missing.problem?.detail ?? "", missing.problem?.problems ?? []);
    return merged(drafts.map(({ platform }, at) => ({ platform, report: lines[at].report })));
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.outcome = outcome;
    this.checked = this.held.text;
    this.verdict.wait(false);
    this.verdict.showOutcome(outcome);
    this.troubleNode.replaceChildren();
    this.restOfResults.classList.remove("stale");
    this.showParts(outcome);
    this.editor.mark(this.marks(outcome));
    this.drawTools();
    announce(`${this.verdict.words.textContent}. ${countsInWords(countsOf(outcome))}`);
    const key = this.toFix;
    this.toFix = null;
    if (key) this.fix(key);
    if (this.toAsk) {
      this.toAsk = false;
      if (!this.questions.focusFirst()) this.verdict.words.focus({ preventScroll: true });
    }
  }

  /** @param {Outcome} outcome */
  showParts({ open, waived, questions, reports }) {
    const all = reports.map(({ report }) => report);
    this.findings.show(open);
    this.foundPart.hidden = !open.length;
    this.questions.show(questions);
    this.questions.showAnswers(this.held.answers);
    this.askedPart.hidden = !questions.length && !Object.keys(this.held.answers).length;
    const missing = gaps(all);
    this.gaps.replaceChildren(...missing);
    this.gaps.hidden = !missing.length;
    this.waived.show(waived);
    this.waivedPart.hidden = !waived.length;
    this.restsBody.replaceChildren(...remarks(all));
    this.restsPart.hidden = false;
    this.report.node.hidden = false;
    this.report.draw();
  }

  showEmpty() {
    this.outcome = null;
    this.verdict.showEmpty();
    this.troubleNode.replaceChildren();
    this.matrix.replaceChildren();
    this.editor.mark([]);
    for (const part of [
      this.foundPart,
      this.askedPart,
      this.gaps,
      this.waivedPart,
      this.restsPart,
      this.report.node,
    ])
      part.hidden = true;
    this.drawTools();
  }

  /** @param {Outcome} outcome @returns {import("./marks.js").Mark[]} */
  marks({ open }) {
    const places = new Places(this.held.text);
    return open.flatMap(({ key, severity, findings }) =>
      findings
        .flatMap(({ spans }) => spans)
        .filter(({ field }) => field === "text")
        .map(({ start, end }) => ({ start: places.unit(start), end: places.unit(end), severity, key })),
    );
  }

  /** @param {any} edit */
  oldWords(edit) {
    const points = [...(shownField(this.held, edit.field) ?? "")];
    return points.slice(edit.start, edit.end).join("");
  }

  /** @param {ServiceProblem} problem @param {number | null} again */
  trouble(problem, again) {
    this.verdict.wait(false);
    this.verdict.show("trouble", say("verdict_trouble"), "", say("note_trouble"));
    this.restOfResults.classList.add("stale");
    const retry = () => (problem.kind === "key" ? void this.giveKey() : this.contextEdited(0));
    this.troubleNode.replaceChildren(troubleBox(problem, again, retry));
    announce(say(`trouble_${problem.kind}`), 0);
    if (problem.kind === "key") void this.giveKey();
  }

  async giveKey() {
    forgetKey();
    if (await askForKey()) window.dispatchEvent(new Event("key-given"));
  }

  /** @param {string} key */
  showInText(key) {
    const first = this.editor.marks.filter((mark) => mark.key === key)[0];
    if (!first) return;
    this.editor.select(first.start, first.end);
    this.editor.point(key);
  }

  /** The caret came to a place of the text. @param {string[]} keys the findings there @param {boolean} clicked */
  entered(keys, clicked) {
    this.findings.point(keys, clicked);
    this.editor.point(keys[0] ?? null);
  }

  /** @param {string} key */
  fix(key) {
    const shown = this.outcome?.open.find((one) => one.key === key);
    if (!shown?.edit) return;
    if (this.checked !== this.held.text) {
      this.toFix = key;
      return;
    }
    if (shown.edit.field === "title") this.fixTitle(shown.edit);
    else this.fixText(shown.edit);
  }

  /** @param {any} edit */
  fixText(edit) {
    const before = this.editor.text;
    const places = new Places(before);
    const start = places.unit(edit.start);
    this.editor.replace(start, places.unit(edit.end), edit.text);
    const after = this.editor.text;
    const blank = blanksIn(edit.text)[0];
    if (blank) this.editor.select(start + blank.start, start + blank.end);
    toast(
      say(blank ? "fixed_blank" : "fixed"),
      () => this.editor.text === after && this.editor.become(before),
    );
  }

  /** @param {any} edit */
  fixTitle(edit) {
    const points = [...this.held.title];
    const before = this.held.title;
    this.held.title = [...points.slice(0, edit.start), edit.text, ...points.slice(edit.end)].join("");
    const redone = () => {
      this.contextChanged();
      this.contextEdited(0);
    };
    redone();
    toast(say("fixed"), () => {
      this.held.title = before;
      redone();
    });
  }

  async fixSafe() {
    const before = this.held.text;
    let [text, title, made] = [before, this.held.title, 0];
    try {
      for (const { draft } of draftsOf(this.held)) {
        const answer = await fixed({ ...draft, text, ...(title ? { title } : {}) });
        [text, title, made] = [answer.draft.text, answer.draft.title ?? title, made + answer.applied.length];
      }
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      this.trouble(error, null);
      return;
    }
    if (this.held.text !== before) return;
    this.held.title = title;
    this.contextChanged();
    this.editor.become(text);
    const after = this.editor.text;
    toast(say("fixed_all", { n: made }), () => this.editor.text === after && this.editor.become(before));
  }

  goToBlank() {
    const blank = nextBlank(this.editor.text, this.editor.area.selectionEnd);
    if (blank) this.editor.select(blank.start, blank.end);
  }

  async copy() {
    toast(say((await copy(this.held.text)) ? "copied" : "not_copied"));
  }

  /** @param {string} field @param {import("./draft.js").Answer} answer */
  answer(field, answer) {
    answerIn(this.held, field, answer);
    this.answered();
  }

  /** @param {string} field */
  takeBack(field) {
    takeBack(this.held, field);
    this.answered();
  }

  answered() {
    this.toAsk = true;
    this.questions.showAnswers(this.held.answers);
    this.contextChanged();
    this.contextEdited(0);
  }
}
