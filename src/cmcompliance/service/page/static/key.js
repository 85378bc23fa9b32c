// The key of a service that wants one: kept for this tab only, never in an address.

import { el, freshId } from "./dom.js";

const KEPT = "cmcompliance.key";

/** @returns {string | null} */
export const key = () => sessionStorage.getItem(KEPT);

export function forgetKey() {
  sessionStorage.removeItem(KEPT);
}

/** @type {Promise<boolean> | null} */
let asking = null;
let declined = false;

/** Asks for the key; the window is told when one was given. */
export async function askForKey() {
  if (asking) return;
  forgetKey();
  asking = prompt();
  declined = !(await asking);
  asking = null;
  if (!declined) window.dispatchEvent(new Event("key-given"));
}

/** Asks by itself, unless nobody wanted to give one before. */
export function askForKeyOnce() {
  if (!declined) void askForKey();
}

/** @returns {Promise<boolean>} */
function prompt() {
  const [title, why, field] = [freshId("key"), freshId("key"), freshId("key")];
  const input = el("input", {
    id: field,
    type: "password",
    autocomplete: "off",
    spellcheck: false,
    required: true,
  });
  input.setAttribute("aria-describedby", why);
  const later = el("button", { type: "button", class: "button quiet", word: "key_later" });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: title, word: "key_title" }),
    el("p", { id: why, word: "key_why" }),
    el("label", { htmlFor: field, word: "key_field" }),
    input,
    el(
      "div",
      { class: "actions" },
      el("button", { type: "submit", class: "button strong", word: "key_use" }),
      later,
    ),
  );
  const dialog = el("dialog", { class: "dialog" }, form);
  dialog.setAttribute("aria-labelledby", title);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      sessionStorage.setItem(KEPT, input.value.trim());
      dialog.close("given");
    });
    later.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "given");
    });
  });
}
