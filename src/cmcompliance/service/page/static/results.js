// What is to be said of a text, part by part; a part without anything to say is not there.

import { el, freshId } from "./dom.js";
import { say } from "./language.js";
import { gaps, remarks } from "./remarks.js";
import { troubleBox } from "./trouble.js";
import { VerdictCard } from "./verdict.js";

/** @typedef {{findings: import("./findings.js").Findings, waived: import("./findings.js").Findings,
 *   questions: import("./questions.js").Questions, report: import("./reportbuttons.js").ReportButtons}} Parts */

/** The side with the verdict and all that belongs to it. */
export class Results {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    const { findings, waived, questions, report } = parts;
    this.verdict = new VerdictCard();
    this.trouble = el("div", { class: "trouble-place" });
    this.matrix = el("div", { class: "matrix" });
    this.found = headed("findings", findings.node);
    const note = el("p", { class: "soft", word: "questions_note" });
    this.asked = headed("questions", note, questions.chips, questions.list);
    this.gaps = el("section", { class: "part gaps" });
    this.waived = folded("waived", waived.node);
    this.restsOn = el("div", {});
    this.rests = folded("rests_on", this.restsOn);
    this.optional = [this.found, this.asked, this.gaps, this.waived, this.rests, report.node];
    this.rest = el("div", { class: "rest" }, this.matrix, ...this.optional);
    this.node = el("div", { class: "results" }, this.verdict.node, this.trouble, this.rest);
  }

  /** @param {import("./merge.js").Outcome} outcome @param {Record<string, import("./draft.js").Answer>} answers */
  show(outcome, answers) {
    const { open, waived, questions, reports } = outcome;
    const all = reports.map(({ report }) => report);
    this.verdict.wait(false);
    this.verdict.showOutcome(outcome);
    this.trouble.replaceChildren();
    this.rest.classList.remove("stale");
    this.parts.findings.show(open);
    this.found.hidden = !open.length;
    this.parts.questions.show(questions);
    this.parts.questions.showAnswers(answers);
    this.asked.hidden = !questions.length && !Object.keys(answers).length;
    const missing = gaps(all);
    this.gaps.replaceChildren(...missing);
    this.gaps.hidden = !missing.length;
    this.parts.waived.show(waived);
    this.waived.hidden = !waived.length;
    this.restsOn.replaceChildren(...remarks(all));
    this.rests.hidden = false;
    this.parts.report.draw();
    this.parts.report.node.hidden = false;
  }

  showEmpty() {
    this.verdict.wait(false);
    this.verdict.showEmpty();
    this.trouble.replaceChildren();
    this.matrix.replaceChildren();
    for (const part of this.optional) part.hidden = true;
  }

  /**
   * @param {import("./service.js").ServiceProblem} problem @param {number | null} again @param {() => void} retry
   */
  showTrouble(problem, again, retry) {
    this.verdict.wait(false);
    this.verdict.show("trouble", say("verdict_trouble"), "", say("note_trouble"));
    this.rest.classList.add("stale");
    this.trouble.replaceChildren(troubleBox(problem, again, retry));
  }
}

/** @param {string} word @param {...Node} content @returns {HTMLElement} */
function headed(word, ...content) {
  const id = freshId("part");
  const section = el("section", { class: "open-part", hidden: true }, el("h3", { id, word }), ...content);
  section.setAttribute("aria-labelledby", id);
  return section;
}

/** @param {string} word @param {Node} content @returns {HTMLElement} */
const folded = (word, content) => el("details", { class: "part more" }, el("summary", { word }), content);
