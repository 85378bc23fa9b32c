// Which stretches of a text are marked, and how: pure, in UTF-16 units.

/** @typedef {"error" | "warning" | "info"} Severity */
/** @typedef {{start: number, end: number, severity: Severity, key: string}} Mark */
/** @typedef {{text: string, severity: Severity | null, keys: string[]}} Piece */

export const RANK = { error: 0, warning: 1, info: 2 };

/**
 * The text cut into pieces with one look each; put together they are the whole of it.
 * @param {string} text @param {Mark[]} marks @returns {Piece[]}
 */
export function piecesOf(text, marks) {
  const edges = new Set([0, text.length]);
  for (const { start, end } of marks) edges.add(start).add(end);
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((one, other) => one - other);
  const byStart = [...marks].sort((one, other) => one.start - other.start);
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {Mark[]} */
  let begun = [];
  let coming = 0;
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const start = sorted[at];
    begun = begun.filter((mark) => mark.end > start);
    while (coming < byStart.length && byStart[coming].start <= start) begun.push(byStart[coming++]);
    const over = begun
      .filter((mark) => mark.end > start)
      .sort((one, other) => RANK[one.severity] - RANK[other.severity]);
    pieces.push({
      text: text.slice(start, sorted[at + 1]),
      severity: over.length ? over[0].severity : null,
      keys: [...new Set(over.map((mark) => mark.key))],
    });
  }
  return pieces;
}

/**
 * Where two texts differ: what stands before and after is the same in both.
 * @param {string} before @param {string} after
 * @returns {{start: number, beforeEnd: number, afterEnd: number}}
 */
export function differenceOf(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  return { start, beforeEnd: before.length - tail, afterEnd: after.length - tail };
}

/**
 * The marks after an edit, until the next report: those that it touches go, those behind it move.
 * @param {Mark[]} marks @param {string} before @param {string} after @returns {Mark[]}
 */
export function moved(marks, before, after) {
  if (before === after) return marks;
  const { start, beforeEnd, afterEnd } = differenceOf(before, after);
  return marks.flatMap((mark) => {
    if (mark.end <= start) return [mark];
    if (mark.start < beforeEnd) return [];
    const by = afterEnd - beforeEnd;
    return [{ ...mark, start: mark.start + by, end: mark.end + by }];
  });
}
