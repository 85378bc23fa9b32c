// Elements made from plain data: text is always text, never markup.

import { say } from "./language.js";

/** @typedef {Node | string | null | undefined | false} Child */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `word` names the word of ours that it holds, `label` the one that names it to who cannot see it, `hint`
 * the one it shows while empty; `class`, `on` and `data` are what they say; all others are properties if the element
 * has them, else attributes.
 * @param {string} tag @param {Record<string, any>} [props] @param {...Child} children @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name === "class") node.className = value;
    else if (name === "on")
      for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "word") sayIn(node, value);
    else if (name === "label") node.setAttribute("aria-label", say((node.dataset.label = value)));
    else if (name === "hint") node.setAttribute("placeholder", say((node.dataset.hint = value)));
    else if (name in node && name !== "list" && name !== "form") /** @type {any} */ (node)[name] = value;
    else if (value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    .../** @type {any[]} */ (
      children.filter((child) => child !== null && child !== undefined && child !== false)
    ),
  );
  return node;
}

/** @param {HTMLElement} node @param {string} word */
function sayIn(node, word) {
  node.dataset.word = word;
  node.textContent = say(word);
}

/** A picture beside words that say the same. @param {string} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 20 20");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

let made = 0;

/** A name that no other element of the page has. @param {string} stem */
export const freshId = (stem) => `${stem}-${(made += 1)}`;

/**
 * Puts nodes into a parent in order; nodes that are there already are not moved, so that they keep the focus.
 * @param {Element} parent @param {Node[]} nodes
 */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] ?? null);
  });
}
