// What was just done, and how to take it back.

import { announce } from "./announce.js";
import { el, icon } from "./dom.js";
import { say } from "./language.js";

const STAYS = 12_000;

let timer = 0;

/** @param {string} text @param {(() => void) | null} [undo] */
export function toast(text, undo = null) {
  const place = /** @type {HTMLElement} */ (document.getElementById("toast"));
  const close = () => place.replaceChildren();
  const back = undo
    ? el(
        "button",
        { type: "button", class: "toast-undo", on: { click: () => (close(), undo()) } },
        say("undo"),
      )
    : null;
  const shut = el(
    "button",
    { type: "button", class: "toast-close", label: "close", on: { click: close } },
    icon("cross"),
  );
  place.replaceChildren(el("div", { class: "toast" }, el("span", {}, text), back, shut));
  announce(text, 0);
  window.clearTimeout(timer);
  const leave = () => {
    timer = window.setTimeout(() => (place.matches(":hover, :focus-within") ? leave() : close()), STAYS);
  };
  leave();
}
