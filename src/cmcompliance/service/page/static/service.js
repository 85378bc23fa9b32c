// What is asked of the service, and what can go wrong with it.

import { sendable } from "./codepoints.js";
import { key } from "./key.js";
import { language } from "./language.js";

/** @typedef {"down" | "busy" | "key" | "refused" | "failed"} Trouble */
/** @typedef {{report?: any, problem?: any}} Line */

/** A request that the service did not answer as asked. */
export class ServiceProblem extends Error {
  /**
   * @param {Trouble} kind @param {string} detail @param {string[]} problems what is wrong with what was sent
   * @param {number | null} wait seconds until it may be asked again
   */
  constructor(kind, detail = "", problems = [], wait = null) {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail;
    this.problems = problems;
    this.wait = wait;
  }
}

/** @param {number} status @returns {Trouble} */
function troubleOf(status) {
  if (status === 401) return "key";
  if (status === 429) return "busy";
  if (status === 502 || status === 503 || status === 504) return "down";
  return status >= 500 ? "failed" : "refused";
}

/**
 * @param {string} path @param {Record<string, string>} query
 * @param {{body?: string, type?: string, signal?: AbortSignal}} [given] @returns {Promise<Response>}
 */
async function ask(path, query, { body, type = "application/json", signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = { "Accept-Language": language() };
  const secret = key();
  if (secret) headers.Authorization = `Bearer ${secret}`;
  if (body !== undefined) headers["Content-Type"] = type;
  const address = `${path}?${new URLSearchParams({ lang: language(), ...query })}`;
  let answer;
  try {
    const method = body === undefined ? "GET" : "POST";
    answer = await fetch(address, { method, headers, body, signal, cache: "no-store", credentials: "omit" });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServiceProblem("down");
  }
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  const problems = Array.isArray(said.problems) ? said.problems.map(String) : [];
  const wait = Number.parseInt(answer.headers.get("Retry-After") ?? "", 10);
  throw new ServiceProblem(
    troubleOf(answer.status),
    String(said.detail ?? ""),
    problems,
    wait >= 0 ? wait : null,
  );
}

/** @param {any} draft */
const asJson = (draft) => sendable(JSON.stringify(draft));

/** @returns {Promise<any>} the choices of each field, in the page's language */
export const vocabulary = async () => (await ask("v1/vocabulary", {})).json();

/**
 * The report on a draft while it is written: nothing is recorded.
 * @param {any} draft @param {AbortSignal} [signal] @returns {Promise<any>}
 */
export const preview = async (draft, signal) =>
  (await ask("v1/check", { purpose: "preview" }, { body: asJson(draft), signal })).json();

/**
 * The reports on several drafts, in their order; a draft without an answer has none.
 * @param {any[]} drafts @param {AbortSignal} [signal] @returns {Promise<Line[]>}
 */
export async function previewAll(drafts, signal) {
  const body = drafts.map((draft) => `${asJson(draft)}\n`).join("");
  const answer = await ask(
    "v1/check/batch",
    { purpose: "preview" },
    { body, type: "application/x-ndjson", signal },
  );
  /** @type {Line[]} */
  const lines = drafts.map(() => ({}));
  for (const text of (await answer.text()).split("\n")) {
    if (!text.trim()) continue;
    const line = JSON.parse(text);
    if (lines[line.line - 1]) lines[line.line - 1] = line;
  }
  return lines;
}

/**
 * The report as a document, by which the decision is taken: the service records it.
 * @param {any} draft @param {"html" | "markdown" | "json"} format @returns {Promise<Blob>}
 */
export const decision = async (draft, format) =>
  (await ask("v1/check", { purpose: "decision", format }, { body: asJson(draft) })).blob();

/** The draft with its safe edits. @param {any} draft @returns {Promise<any>} */
export const fixed = async (draft) =>
  (await ask("v1/fix", { purpose: "preview" }, { body: asJson(draft) })).json();

/** Contest rules to start from. @param {any} wanted @returns {Promise<any>} */
export const contestRules = async (wanted) =>
  (await ask("v1/contest-rules", {}, { body: asJson(wanted) })).json();
