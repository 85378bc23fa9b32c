// Begins the page: language, choices, tabs; nothing here knows what a finding is.

import { composer } from "./composer.js";
import { contestTab } from "./contest.js";
import { kept } from "./keeping.js";
import { askForKey, askForKeyOnce, forgetKey, key } from "./key.js";
import { beginLanguage, language, onLanguage, say, switchTo } from "./language.js";
import { ServiceProblem } from "./service.js";
import { beginTabs } from "./tabs.js";
import { toast } from "./toast.js";
import { troubleBox } from "./trouble.js";
import { loadVocabulary } from "./vocabulary.js";

const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

const RETRY = 5;
let timer = 0;

beginLanguage();
const post = composer();
const contest = contestTab();
at("panel-post").append(post.node);
at("panel-contest").append(contest.node);
beginTabs(at("tabs"), () => summed());
at("language").addEventListener("click", () => switchTo(language() === "fr" ? "en" : "fr"));
at("forget-key").addEventListener("click", () => {
  forgetKey();
  at("forget-key").hidden = true;
  toast(say("key_forgotten"));
});
onLanguage(() => void begin());
window.addEventListener("key-given", () => void begin());
window.addEventListener("beforeunload", (event) => {
  if (post.text.held.text.trim() && !kept()) event.preventDefault();
});

/** The words of all choices in the page's language, and everything said in it. */
async function begin() {
  at("forget-key").hidden = !key();
  at("language").lang = language() === "fr" ? "en" : "fr";
  const place = at("trouble");
  try {
    await loadVocabulary();
    place.replaceChildren();
  } catch (error) {
    if (!(error instanceof ServiceProblem)) throw error;
    const retry = () => (error.kind === "key" ? void askForKey() : void begin());
    const again = error.kind === "down" || error.kind === "busy" ? (error.wait ?? RETRY) : null;
    window.clearTimeout(timer);
    if (again !== null) timer = window.setTimeout(() => void begin(), again * 1000);
    place.replaceChildren(troubleBox(error, again, retry));
    if (error.kind === "key") askForKeyOnce();
  }
  post.redraw();
  contest.redraw();
}

/** On a narrow page: the verdict in a line, which leads to the findings. */
function summed() {
  const shown = at("panel-post").hidden ? contest : post;
  const verdict = shown.text.results.verdict;
  const jump = at("jump");
  jump.hidden = verdict.node.classList.contains("empty");
  jump.className = `jump ${verdict.node.classList[1]}`;
  at("jump-words").textContent = [verdict.words.textContent, verdict.counts.textContent]
    .filter(Boolean)
    .join(" · ");
  jump.onclick = () => verdict.words.focus();
}
for (const tab of [post, contest]) {
  new MutationObserver(summed).observe(tab.text.results.verdict.node, {
    attributes: true,
    childList: true,
    subtree: true,
    characterData: true,
  });
}

await begin();
at("main").setAttribute("aria-busy", "false");
