// The draft in this browser, only if she says so.

const PLACE = "cmcompliance.draft";

/** @returns {any | null} */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "null");
  } catch {
    return null;
  }
}

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
