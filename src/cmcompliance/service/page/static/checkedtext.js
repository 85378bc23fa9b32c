// A text that is checked as it is written: the editor on one side, what is to be said of it on the other.

import { announce } from "./announce.js";
import { copy } from "./carrying.js";
import { Checking } from "./checking.js";
import { Places } from "./codepoints.js";
import { counters } from "./counter.js";
import { el } from "./dom.js";
import { answerIn, cellsOf, draftsOf, shownField, takeBack } from "./draft.js";
import { Editor } from "./editor.js";
import { Findings } from "./findings.js";
import { askForKey, askForKeyOnce } from "./key.js";
import { say } from "./language.js";
import { matrix } from "./matrix.js";
import { Mending } from "./mending.js";
import { merged } from "./merge.js";
import { blanksIn, nextBlank } from "./placeholders.js";
import { Questions } from "./questions.js";
import { ReportButtons } from "./reportbuttons.js";
import { Results } from "./results.js";
import { preview, previewAll, ServiceProblem } from "./service.js";
import { toast } from "./toast.js";
import { countsInWords, countsOf } from "./verdict.js";

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
    this.mending = new Mending(held, this.editor, () => this.answered(false));
    this.findings = new Findings({
      show: (key) => this.showInText(key),
      point: (key) => this.editor.point(key),
      fix: (key) => this.fix(key),
      canFix: (edit) => shownField(held, edit.field) !== null,
      old: (edit) => [...(shownField(held, edit.field) ?? "")].slice(edit.start, edit.end).join(""),
    });
    this.questions = new Questions({
      answer: (field, answer) => (answerIn(held, field, answer), this.answered(true)),
      takeBack: (field) => (takeBack(held, field), this.answered(true)),
    });
    this.report = new ReportButtons(() => held);
    this.results = new Results({
      findings: this.findings,
      waived: new Findings({ ...this.findings.acts, canFix: () => false }),
      questions: this.questions,
      report: this.report,
    });
    this.layEditor();
    this.checking = new Checking({
      ask: (signal) => outcomeOf(held, signal),
      show: (outcome) => this.show(outcome),
      wait: () => this.results.verdict.wait(true),
      trouble: (problem, again) => this.trouble(problem, again),
    });
    this.comparing = new Checking({
      ask: (signal) => comparisonOf(held, signal),
      show: (nodes) => this.results.matrix.replaceChildren(...nodes),
      wait: () => {},
      trouble: () => this.results.matrix.replaceChildren(),
      pause: MATRIX_PAUSE,
    });
    this.showEmpty();
  }

  layEditor() {
    const button = (/** @type {string} */ look, /** @type {() => void} */ click) =>
      el("button", { type: "button", class: `button ${look}`, on: { click } });
    this.counts = el("ul", { class: "counters" });
    this.fixAll = button("strong", () => void this.fixSafe());
    this.blank = button("", () => this.goToBlank());
    this.copyButton = el("button", {
      type: "button",
      class: "button",
      word: "copy",
      on: { click: () => void this.copy() },
    });
    this.tools = el("div", { class: "tools" }, this.fixAll, this.blank, this.copyButton);
    const foot = el("div", { class: "editor-foot" }, this.counts, this.tools);
    this.editorNode = el("section", { class: "card editor-card" }, this.editor.label, this.editor.node, foot);
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
      this.showEmpty();
      return;
    }
    this.checking.changed(pause);
    if (cellsOf(this.held).all > 1) this.comparing.changed();
    else {
      this.comparing.stop();
      this.results.matrix.replaceChildren();
    }
  }

  drawTools() {
    this.counts.replaceChildren(...counters(this.held));
    const blanks = blanksIn(this.held.text).length;
    this.blank.hidden = !blanks;
    this.blank.textContent = say("next_blank", { n: blanks });
    this.copyButton.disabled = !this.held.text;
    const isSafe = (/** @type {any} */ edit) => edit?.safety === "safe" && !edit.over_limit;
    const safe = this.outcome?.open.filter(({ edit }) => isSafe(edit)).length ?? 0;
    this.fixAll.hidden = !safe;
    this.fixAll.textContent = say("fix_all", { n: safe });
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.outcome = outcome;
    this.checked = this.held.text;
    this.results.show(outcome, this.held.answers);
    this.editor.mark(marksOf(outcome, this.held.text));
    this.drawTools();
    announce(`${this.results.verdict.words.textContent}. ${countsInWords(countsOf(outcome))}`);
    const key = this.toFix;
    this.toFix = null;
    if (key) this.fix(key);
    if (this.toAsk) this.goOnAsking();
  }

  showEmpty() {
    this.outcome = null;
    this.results.showEmpty();
    this.editor.mark([]);
    this.drawTools();
  }

  /** After an answer the next question has the focus, unless it went elsewhere meanwhile. */
  goOnAsking() {
    this.toAsk = false;
    const active = document.activeElement;
    if (active && active !== document.body && !this.results.asked.contains(active)) return;
    if (!this.questions.focusFirst()) this.results.verdict.words.focus();
  }

  /** @param {ServiceProblem} problem @param {number | null} again */
  trouble(problem, again) {
    const retry = () => void (problem.kind === "key" ? askForKey() : this.contextEdited(0));
    this.results.showTrouble(problem, again, retry);
    announce(say(`trouble_${problem.kind}`), 0);
    if (problem.kind === "key") askForKeyOnce();
  }

  /** @param {string} key */
  showInText(key) {
    const first = this.editor.marks.find((mark) => mark.key === key);
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
    const edit = this.outcome?.open.find((one) => one.key === key)?.edit;
    if (!edit) return;
    if (this.checked === this.held.text) this.mending.fix(edit);
    else this.toFix = key;
  }

  async fixSafe() {
    try {
      await this.mending.fixSafe();
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      this.trouble(error, null);
    }
  }

  goToBlank() {
    const blank = nextBlank(this.editor.text, this.editor.area.selectionEnd);
    if (blank) this.editor.select(blank.start, blank.end);
  }

  async copy() {
    toast(say((await copy(this.held.text)) ? "copied" : "not_copied"));
  }

  /** The draft changed from here, not in the form. @param {boolean} asking whether a question comes next */
  answered(asking) {
    this.toAsk = asking;
    this.questions.showAnswers(this.held.answers);
    this.contextChanged();
    this.contextEdited(0);
  }
}

/** @param {Held} held @param {AbortSignal} signal @returns {Promise<Outcome>} */
async function outcomeOf(held, signal) {
  const drafts = draftsOf(held);
  if (drafts.length === 1) {
    return merged([{ platform: drafts[0].platform, report: await preview(drafts[0].draft, signal) }]);
  }
  const asked = drafts.map(({ draft }) => draft);
  const lines = await previewAll(asked, signal);
  const missing = lines.find((line) => !line.report);
  if (missing) {
    throw new ServiceProblem("failed", missing.problem?.detail ?? "", missing.problem?.problems ?? []);
  }
  return merged(drafts.map(({ platform }, at) => ({ platform, report: lines[at].report })));
}

/** @param {Held} held @param {AbortSignal} signal @returns {Promise<Node[]>} */
async function comparisonOf(held, signal) {
  const wanted = cellsOf(held);
  const drafts = wanted.cells.map(({ draft }) => draft);
  return matrix(wanted, await previewAll(drafts, signal));
}

/** @param {Outcome} outcome @param {string} text @returns {import("./marks.js").Mark[]} */
function marksOf({ open }, text) {
  const places = new Places(text);
  return open.flatMap(({ key, severity, findings }) =>
    findings
      .flatMap(({ spans }) => spans)
      .filter(({ field }) => field === "text")
      .map(({ start, end }) => ({ start: places.unit(start), end: places.unit(end), severity, key })),
  );
}
