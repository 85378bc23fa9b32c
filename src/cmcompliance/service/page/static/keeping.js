// The draft in this browser, only if she says so.

import { newDraft } from "./draft.js";

const PLACE = "cmcompliance.draft";

/** @returns {import("./draft.js").Held | null} null too where what is kept is no draft of this page */
export function kept() {
  try {
    const held = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    return held && sameShape(held, newDraft()) ? held : null;
  } catch {
    return null;
  }
}

/** @param {any} held @param {any} model */
const sameShape = (held, model) =>
  Object.entries(model).every(([name, value]) => kindOf(held[name]) === kindOf(value) || name === "contest");

/** @param {unknown} value */
const kindOf = (value) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

/** @param {any} held @returns {boolean} whether there was room */
export function keep(held) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(held));
    return true;
  } catch {
    return false;
  }
}

export const forget = () => localStorage.removeItem(PLACE);
