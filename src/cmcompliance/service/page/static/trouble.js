// What is said when no report came, and what one can do then.

import { el, icon } from "./dom.js";
import { say } from "./language.js";

/**
 * @param {import("./service.js").ServiceProblem} problem @param {number | null} again seconds until it is tried again
 * @param {() => void} retry @returns {HTMLElement}
 */
export function troubleBox(problem, again, retry) {
  const detail =
    problem.kind === "down" || problem.kind === "busy" || problem.kind === "key" ? "" : problem.detail;
  const when = again === null ? "" : say("tries_again", { n: Math.max(Math.round(again), 1) });
  return el(
    "div",
    { class: "trouble-box" },
    icon("trouble"),
    el(
      "div",
      {},
      el("p", { class: "trouble-title" }, say(`trouble_${problem.kind}`)),
      el("p", {}, [say(`trouble_${problem.kind}_note`), detail, when].filter(Boolean).join(" ")),
      problem.problems.length ? el("ul", {}, ...problem.problems.map((text) => el("li", {}, text))) : null,
      el(
        "button",
        { type: "button", class: "button small", on: { click: retry } },
        say(problem.kind === "key" ? "key_give" : "retry"),
      ),
    ),
  );
}
