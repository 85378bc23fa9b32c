// Places in a text: reports count code points, JavaScript counts UTF-16 units.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The places of one text, in both counts. */
export class Places {
  /** @param {string} text */
  constructor(text) {
    this.length = text.length;
    /** @type {Uint32Array | null} where each code point begins, in units; null where both counts agree */
    this.starts = PAIR.test(text) ? startsOf(text) : null;
  }

  /** @param {number} point @returns {number} */
  unit(point) {
    if (!this.starts) return Math.min(point, this.length);
    return point < this.starts.length ? this.starts[point] : this.length;
  }
}

/** @param {string} text @returns {Uint32Array} */
function startsOf(text) {
  const starts = new Uint32Array(text.length);
  let count = 0;
  for (let unit = 0; unit < text.length; count += 1) {
    starts[count] = unit;
    unit += /** @type {number} */ (text.codePointAt(unit)) > 0xffff ? 2 : 1;
  }
  return starts.subarray(0, count);
}

/**
 * The text as it can be sent: half a surrogate pair is no character and becomes U+FFFD, which takes as much room.
 * @param {string} text @returns {string}
 */
export function sendable(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
