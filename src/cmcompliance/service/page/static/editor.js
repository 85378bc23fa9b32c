// A text area whose text is marked by severity: the marks stand in a layer behind it, sign for sign.

import { el, freshId } from "./dom.js";
import { differenceOf, moved, piecesOf } from "./marks.js";

/** @typedef {import("./marks.js").Mark} Mark */

/** A text that one edits, with marks; each change can be undone as one's own typing can. */
export class Editor {
  /** @param {{label: string, hint: string, changed: () => void, entered: (keys: string[], clicked: boolean) => void}} given */
  constructor({ label, hint, changed, entered }) {
    const id = freshId("text");
    this.before = "";
    /** @type {Mark[]} */
    this.marks = [];
    this.layer = el("div", { class: "layer", "aria-hidden": "true", dir: "auto" });
    this.area = el("textarea", { id, class: "area", hint, rows: 1, spellcheck: true, dir: "auto" });
    this.label = el("label", { htmlFor: id, class: "editor-label", word: label });
    this.node = el("div", { class: "editor" }, this.layer, this.area);
    this.area.addEventListener("input", () => {
      this.marks = moved(this.marks, this.before, this.text);
      this.before = this.text;
      this.draw();
      changed();
    });
    for (const event of ["click", "keyup"]) {
      this.area.addEventListener(event, () =>
        entered(this.marksAt(this.area.selectionStart), event === "click"),
      );
    }
    this.draw();
  }

  /** @returns {string} */
  get text() {
    return this.area.value;
  }

  /** @param {number} at @returns {string[]} */
  marksAt(at) {
    return this.marks.filter(({ start, end }) => start <= at && at <= end).map(({ key }) => key);
  }

  /** @param {Mark[]} marks */
  mark(marks) {
    this.marks = marks;
    this.draw();
  }

  draw() {
    const pieces = piecesOf(this.text, this.marks).map(({ text, severity, keys }) =>
      severity
        ? el("mark", { class: severity, data: { keys: keys.join(" ") } }, text)
        : document.createTextNode(text),
    );
    // A line end that closes the text has a line after it.
    this.layer.replaceChildren(...pieces, "\u200b");
  }

  /** Shows which marks belong to a finding. @param {string | null} key */
  point(key) {
    for (const mark of this.layer.querySelectorAll("mark")) {
      const its = key !== null && (mark.dataset.keys ?? "").split(" ").includes(key);
      mark.classList.toggle("current", its);
    }
  }

  /** @param {number} start @param {number} end */
  select(start, end) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    this.comeInSight(start);
  }

  /** @param {number} at */
  comeInSight(at) {
    const line = this.lineAt(at);
    if (line && (line.top < 90 || line.bottom > window.innerHeight - 90)) {
      window.scrollBy({ top: line.top - window.innerHeight / 3, behavior: "auto" });
    }
  }

  /** Where a place of the text is to be seen. @param {number} at @returns {DOMRect | null} */
  lineAt(at) {
    const walker = document.createTreeWalker(this.layer, NodeFilter.SHOW_TEXT);
    for (let done = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (at <= done + length) {
        const range = document.createRange();
        range.setStart(node, at - done);
        range.setEnd(node, Math.min(at - done + 1, length));
        return range.getBoundingClientRect();
      }
      done += length;
    }
    return null;
  }

  /**
   * Puts a text in place of a stretch, as if typed: the browser's own undo takes it back.
   * @param {number} start @param {number} end @param {string} text
   */
  replace(start, end, text) {
    if (this.text.slice(start, end) === text) return;
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const wanted = this.text.slice(0, start) + text + this.text.slice(end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done || this.text !== wanted) {
      this.area.value = wanted;
      this.area.setSelectionRange(start + text.length, start + text.length);
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.comeInSight(start);
  }

  /** Makes the text another one by the least change. @param {string} text */
  become(text) {
    const { start, beforeEnd, afterEnd } = differenceOf(this.text, text);
    this.replace(...wholeSigns(this.text, start, beforeEnd, text, afterEnd));
  }

  /** Begins with a text: nothing to undo. @param {string} text */
  begin(text) {
    this.area.value = text;
    this.before = this.text;
    this.marks = [];
    this.draw();
  }
}

/**
 * A change widened so that it parts no pair of surrogates.
 * @param {string} before @param {number} start @param {number} beforeEnd @param {string} after @param {number} afterEnd
 * @returns {[number, number, string]}
 */
function wholeSigns(before, start, beforeEnd, after, afterEnd) {
  const first = start > 0 && /[\ud800-\udbff]/.test(before[start - 1]) ? start - 1 : start;
  const more = /[\udc00-\udfff]/.test(before[beforeEnd] ?? "") ? 1 : 0;
  return [first, beforeEnd + more, after.slice(first, afterEnd + more)];
}
