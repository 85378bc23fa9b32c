// The draft that the page holds, and the drafts that it sends: one a platform, or one a platform and country.

/**
 * @typedef {{value: any, question: string, words: string}} Answer
 * @typedef {{text: string, title: string, kind: string, platforms: string[], countries: string[],
 *   author: {role: string, name: string}, relationship: {kind: string, brand: string}, media: string[],
 *   contest: Record<string, any> | null, answers: Record<string, Answer>}} Held
 */

export const MOST_CELLS = 24;

/** @param {Partial<Held>} [given] @returns {Held} */
export const newDraft = (given = {}) => ({
  text: "",
  title: "",
  kind: "post",
  platforms: [],
  countries: [],
  author: { role: "", name: "" },
  relationship: { kind: "", brand: "" },
  media: [],
  contest: null,
  answers: {},
  ...given,
});

/** What the fields of the form hold: an answer to the question on one of them goes there. */
const HELD_IN_FORM = /** @type {Record<string, (held: Held, value: any) => void>} */ ({
  "author.role": (held, value) => (held.author.role = value ?? ""),
  "author.name": (held, value) => (held.author.name = value ?? ""),
  "relationship.kind": (held, value) => (held.relationship.kind = value ?? ""),
  "relationship.brand": (held, value) => (held.relationship.brand = value ?? ""),
  title: (held, value) => (held.title = value ?? ""),
  platform: (held, value) => (held.platforms = value ? [value] : []),
});

/** @param {Held} held @param {string} field @param {Answer} answer */
export function answerIn(held, field, answer) {
  held.answers[field] = answer;
  HELD_IN_FORM[field]?.(held, answer.value);
}

/** @param {Held} held @param {string} field */
export function takeBack(held, field) {
  delete held.answers[field];
  HELD_IN_FORM[field]?.(held, null);
}

/** @param {Held} held @returns {{platform: string | null, draft: any}[]} one draft a platform, with all countries */
export function draftsOf(held) {
  const platforms = held.platforms.length ? held.platforms : [null];
  return platforms.map((platform) => ({ platform, draft: draftFor(held, platform, held.countries) }));
}

/**
 * One draft for each platform and country, as many as there is room for, and how many there would be.
 * @param {Held} held @returns {{cells: {platform: string | null, country: string, draft: any}[], all: number,
 *   platforms: (string | null)[], countries: string[]}}
 */
export function cellsOf(held) {
  const platforms = held.platforms.length ? [...held.platforms] : [null];
  const all = platforms.flatMap((platform) => held.countries.map((country) => ({ platform, country })));
  const cells = all
    .slice(0, MOST_CELLS)
    .map((cell) => ({ ...cell, draft: draftFor(held, cell.platform, [cell.country]) }));
  return { cells, all: all.length, platforms, countries: [...held.countries] };
}

/** @param {Held} held @param {string | null} platform @param {string[]} countries @returns {any} */
function draftFor(held, platform, countries) {
  /** @type {any} */
  const draft = { text: held.text, kind: held.kind };
  if (held.title.trim()) draft.title = held.title;
  if (platform) draft.platform = platform;
  if (countries.length) draft.jurisdictions = countries;
  const author = filled(held.author);
  if (author) draft.author = author;
  const relationship = filled(held.relationship);
  if (relationship) draft.relationship = relationship;
  if (held.media.length) draft.media = held.media.map((kind) => ({ kind }));
  if (held.contest) draft.contest = structuredClone(held.contest);
  for (const [field, answer] of Object.entries(held.answers)) {
    if (!(field in HELD_IN_FORM)) put(draft, field, answer.value);
  }
  return draft;
}

/** @param {Record<string, string>} part */
function filled(part) {
  const entries = Object.entries(part).filter(([, value]) => value.trim());
  return entries.length ? Object.fromEntries(entries) : null;
}

/**
 * Puts a value at a field as questions name it: `media.licence` is every medium's, `media.people.consent` that of
 * everyone in them.
 * @param {any} holder @param {string} field @param {any} value
 */
export function put(holder, field, value) {
  const [first, ...rest] = field.split(".");
  if (!rest.length) {
    holder[first] = value;
    return;
  }
  if (first === "media" || first === "people") {
    if (!Array.isArray(holder[first])) holder[first] = [{}];
    for (const part of holder[first]) put(part, rest.join("."), value);
    return;
  }
  holder[first] = holder[first] ?? {};
  put(holder[first], rest.join("."), value);
}

/** The draft's text at a field that an edit names; null if the page does not show it.
 * @param {Held} held @param {string} field @returns {string | null} */
export const shownField = (held, field) =>
  field === "text" ? held.text : field === "title" ? held.title : null;
