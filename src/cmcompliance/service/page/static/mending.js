// Changes that a report offers, made in the draft: each can be taken back.

import { Places } from "./codepoints.js";
import { draftsOf } from "./draft.js";
import { say } from "./language.js";
import { blanksIn } from "./placeholders.js";
import { fixed } from "./service.js";
import { toast } from "./toast.js";

/** @typedef {import("./draft.js").Held} Held */

/** Makes changes in a draft; `redone` is told of those that the editor does not show. */
export class Mending {
  /** @param {Held} held @param {import("./editor.js").Editor} editor @param {() => void} redone */
  constructor(held, editor, redone) {
    this.held = held;
    this.editor = editor;
    this.redone = redone;
  }

  /** @param {any} edit whose places are those of the text as it stands */
  fix(edit) {
    if (edit.field === "title") this.fixTitle(edit);
    else this.fixText(edit);
  }

  /** @param {any} edit */
  fixText(edit) {
    const before = this.editor.text;
    const places = new Places(before);
    const start = places.unit(edit.start);
    this.editor.replace(start, places.unit(edit.end), edit.text);
    const undo = this.backTo(before);
    const blank = blanksIn(edit.text)[0];
    if (blank) this.editor.select(start + blank.start, start + blank.end);
    toast(say(blank ? "fixed_blank" : "fixed"), undo);
  }

  /** @param {any} edit */
  fixTitle(edit) {
    const points = [...this.held.title];
    const before = this.held.title;
    this.held.title = [...points.slice(0, edit.start), edit.text, ...points.slice(edit.end)].join("");
    this.redone();
    toast(say("fixed"), () => {
      this.held.title = before;
      this.redone();
    });
  }

  /**
   * Makes all safe changes, for one platform after the other; nothing if the text changes meanwhile.
   * Throws ServiceProblem.
   */
  async fixSafe() {
    const before = this.held.text;
    let [text, title, made] = [before, this.held.title, 0];
    for (const { draft } of draftsOf(this.held)) {
      const answer = await fixed({ ...draft, text, ...(title ? { title } : {}) });
      [text, title, made] = [answer.draft.text, answer.draft.title ?? title, made + answer.applied.length];
    }
    if (this.held.text !== before) return;
    this.held.title = title;
    this.redone();
    this.editor.become(text);
    toast(say("fixed_all", { n: made }), this.backTo(before));
  }

  /** What takes the text back to what it was, unless it has changed since. @param {string} before */
  backTo(before) {
    const after = this.editor.text;
    return () => (this.editor.text === after ? this.editor.become(before) : toast(say("undo_late")));
  }
}
