// The report as a file: the answer by which the decision is taken, which the service records.

import { capital } from "./choices.js";
import { download } from "./carrying.js";
import { el, freshId } from "./dom.js";
import { draftsOf } from "./draft.js";
import { say } from "./language.js";
import { decision, ServiceProblem } from "./service.js";
import { toast } from "./toast.js";
import { nameOf } from "./vocabulary.js";

/** @type {["html" | "markdown" | "json", string][]} */
const FORMS = [
  ["html", "html"],
  ["markdown", "md"],
  ["json", "json"],
];

/** Buttons for each form, and which platform's report it is where there are several. */
export class ReportButtons {
  /** @param {() => import("./draft.js").Held} held */
  constructor(held) {
    this.held = held;
    const id = freshId("report");
    const [head, of] = [freshId("report"), freshId("report")];
    this.select = el("select", { id });
    this.which = el(
      "div",
      { class: "field", hidden: true },
      el("label", { htmlFor: id, word: "report_of" }),
      this.select,
    );
    const buttons = FORMS.map(([form, suffix]) =>
      el("button", {
        type: "button",
        class: "button",
        word: `report_${form}`,
        on: { click: () => this.take(form, suffix) },
      }),
    );
    this.node = el(
      "section",
      { class: "part report", hidden: true },
      el("h3", { id: head, word: "report" }),
      el("p", { class: "soft", id: of, word: "report_note" }),
      this.which,
      el("div", { class: "tools" }, ...buttons),
    );
    this.node.setAttribute("aria-labelledby", head);
  }

  draw() {
    const platforms = this.held().platforms;
    this.which.hidden = platforms.length < 2;
    const chosen = this.select.value;
    this.select.replaceChildren(
      ...platforms.map((platform) =>
        el("option", { value: platform }, capital(nameOf("platform", platform))),
      ),
    );
    if (platforms.includes(chosen)) this.select.value = chosen;
  }

  /** @param {"html" | "markdown" | "json"} form @param {string} suffix */
  async take(form, suffix) {
    const drafts = draftsOf(this.held());
    const { draft, platform } = drafts.find((one) => one.platform === this.select.value) ?? drafts[0];
    try {
      download(
        await decision(draft, form),
        `${say("report_file")}${platform ? `-${platform}` : ""}.${suffix}`,
      );
      toast(say("report_taken"));
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error;
      toast([say(`trouble_${error.kind}`), error.detail].filter(Boolean).join(" "));
    }
  }
}
