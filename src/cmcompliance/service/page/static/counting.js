// How long a text is to a platform: each counts in its own way.

/** @typedef {"characters" | "graphemes" | "utf16" | "bytes" | "emoji_bytes" | "weighted"} Counted */
/** @typedef {{limit: number, basic?: number | null, counted: Counted, link?: number | null}} Limit */

const LINK = /\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{RI}|\u20e3/u;
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
const points = (/** @type {string} */ text) => [...text].length;

/** @param {string} text @returns {string[]} what a reader sees as one character each */
function clusters(text) {
  if (typeof Intl.Segmenter !== "function") return [...text];
  return Array.from(
    new Intl.Segmenter("fr", { granularity: "grapheme" }).segment(text),
    (part) => part.segment,
  );
}

/** @param {string} sign @returns {number} */
function weight(sign) {
  const code = /** @type {number} */ (sign.codePointAt(0));
  const light =
    code <= 4351 ||
    (code >= 8192 && code <= 8205) ||
    (code >= 8208 && code <= 8223) ||
    (code >= 8242 && code <= 8247);
  return light ? 1 : 2;
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** @type {Record<Counted, (text: string) => number>} */
const COUNTS = {
  characters: points,
  graphemes: (text) => clusters(text).length,
  utf16: (text) => text.length,
  bytes,
  emoji_bytes: (text) => sum(clusters(text).map((one) => (EMOJI.test(one) ? bytes(one) : points(one)))),
  weighted: (text) =>
    sum(clusters(text.normalize("NFC")).map((one) => (EMOJI.test(one) ? 2 : sum([...one].map(weight))))),
};

/** @param {string} text @param {Limit} limit @returns {number} */
export function lengthOn(text, limit) {
  const count = COUNTS[limit.counted] ?? points;
  if (limit.link == null) return count(text);
  const links = text.match(LINK) ?? [];
  return count(text.replace(LINK, "")) + links.length * limit.link;
}

/**
 * The limit that a text is held to: the one without a subscription while the text keeps to it.
 * @param {number} length @param {Limit} limit @returns {number}
 */
export function limitFor(length, limit) {
  return limit.basic && length <= limit.basic ? limit.basic : limit.limit;
}
