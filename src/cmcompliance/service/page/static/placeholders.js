// What stands in square brackets is for the author to fill in.

const BLANK = /\[[^\[\]\n]{1,80}\](?!\()/g;

/** @typedef {{start: number, end: number}} Blank */

/** @param {string} text @returns {Blank[]} */
export const blanksIn = (text) =>
  [...text.matchAll(BLANK)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** The blank that comes after a place, else the first one. @param {string} text @param {number} at @returns {Blank | null} */
export function nextBlank(text, at) {
  const blanks = blanksIn(text);
  return blanks.find(({ start }) => start >= at) ?? blanks[0] ?? null;
}
