// What is told to who cannot see the page: politely, once the writing rests, and only when it is new.

const REST = 1200;

let timer = 0;
let said = "";

/** @param {string} text @param {number} [rest] milliseconds without another one before it is said */
export function announce(text, rest = REST) {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    const place = document.getElementById("spoken");
    if (!place || text === said) return;
    said = text;
    place.textContent = text;
  }, rest);
}
