// How long the text is on each platform, and what it accepts.

import { lengthOn, limitFor } from "./counting.js";
import { el } from "./dom.js";
import { say } from "./language.js";
import { limitOf, nameOf } from "./vocabulary.js";

const UNLIMITED_KINDS = ["article", "contest_rules", "email", "bio", "comment"];

/** @param {import("./draft.js").Held} held @returns {Node[]} */
export function counters(held) {
  const limited = UNLIMITED_KINDS.includes(held.kind) ? [] : held.platforms.filter(limitOf);
  if (!limited.length) return [el("li", {}, say("characters", { n: [...held.text].length }))];
  return limited.map((platform) => {
    const limit = /** @type {import("./vocabulary.js").Limit} */ (limitOf(platform));
    const length = lengthOn(held.text, limit);
    const most = limitFor(length, limit);
    const over = length > most;
    const words = say("count_on", { platform: nameOf("platform", platform), length, most });
    return el(
      "li",
      { class: over ? "over" : "" },
      words,
      over ? ` ${say("too_long", { n: length - most })}` : null,
    );
  });
}
