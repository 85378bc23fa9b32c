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

/**
 * Asks for the key, once at a time; false if none was given.
 * @returns {Promise<boolean>}
 */
export function askForKey() {
  asking ??= prompt().finally(() => {
    asking = null;
  });
  return asking;
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
