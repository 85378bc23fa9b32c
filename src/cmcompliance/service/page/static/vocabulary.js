// What fields and their choices are called, as the service tells it in the page's language.

import { vocabulary as fetchVocabulary } from "./service.js";

/** @typedef {{value: string, words: string}} Choice */
/** @typedef {{name: string, choices: Choice[]}} Field */
/** @typedef {import("./counting.js").Limit} Limit */

/** @type {Record<string, Field>} */
let fields = {};
/** @type {Record<string, any>} */
let limits = {};

export async function loadVocabulary() {
  const answer = await fetchVocabulary();
  fields = answer.fields ?? {};
  limits = answer.limits ?? {};
}

/** @param {string} field @returns {Choice[]} */
export const choicesOf = (field) => fields[field]?.choices ?? [];

/** What a field is called; null if nobody says. @param {string} field @returns {string | null} */
export const fieldName = (field) => fields[field]?.name ?? null;

/** What a value of a field is called; itself if nobody says. @param {string} field @param {string} value */
export const nameOf = (field, value) =>
  choicesOf(field).find((choice) => choice.value === value)?.words ?? value;

/** @param {string} platform @returns {Limit | null} */
export const limitOf = (platform) => limits[platform] ?? null;
