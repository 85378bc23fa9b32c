"use strict";
// Checks what stands in the editor a moment after it changes, and brings what is done at the panel to the site.
(function () {
  const PAUSE = 900;
  const PREFIX = "cmcompliance-";

  function elementAt(path) {
    let found = document;
    for (const step of path.split(" ")) {
      const next = found.querySelector('[data-contentpath="' + CSS.escape(step) + '"]');
      if (!next) return { element: found === document ? null : found, whole: false };
      found = next;
    }
    return { element: found, whole: true };
  }

  function inputAt(path) {
    const place = elementAt(path);
    if (!place.element || !place.whole) return null;
    const inputs = place.element.querySelectorAll('input:not([type="hidden"]), textarea');
    return inputs.length === 1 ? inputs[0] : null;
  }

  function Panel(root) {
    const inside = root.querySelector("[data-cmcompliance-inside]");
    const state = root.querySelector("[data-cmcompliance-state]");
    const form = root.closest("form");
    let timer = null;
    let running = null;
    let asked = 0;
    let shown = null;
    let kept = null;

    function data(extra) {
      const given = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string") given.append(name, value);
      }
      for (const name of Object.keys(extra || {})) given.append(PREFIX + name, extra[name]);
      return given;
    }

    // A page that the editor saves by itself gets its number while it is being written.
    function address() {
      const given = root.dataset.address;
      const made = /\/(\d+)\/edit\/$/.exec(window.location.pathname) || /\/edit\/([^/]+)\/$/.exec(window.location.pathname);
      return made ? given.replace(/new\/(\d+\/)?$/, made[1] + "/") : given;
    }

    async function ask(extra) {
      window.clearTimeout(timer);
      if (running) running.abort();
      running = new AbortController();
      const mine = ++asked;
      state.textContent = root.dataset.sayChecking;
      try {
        const answer = await fetch(address(), {
          method: "POST",
          body: data(extra),
          credentials: "same-origin",
          signal: running.signal,
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        const html = await answer.text();
        if (mine !== asked) return;
        if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
        state.textContent = "";
        if (isWrittenIn() && !extra) kept = html;
        else show(html);
      } catch (error) {
        if (mine === asked && error.name !== "AbortError") state.textContent = root.dataset.sayLost;
      }
    }

    function isWrittenIn() {
      const at = document.activeElement;
      return at && inside.contains(at) && at.matches("[data-name]") && at.value !== "";
    }

    // What is being written at the panel is not taken away by a new result: it is shown afterwards.
    function show(html) {
      kept = null;
      if (html !== shown) inside.innerHTML = html;
      shown = html;
      mark();
    }

    function mark() {
      for (const old of document.querySelectorAll("[data-cmcompliance-mark]")) old.remove();
      for (const spot of inside.querySelectorAll("[data-cmcompliance-spot]")) {
        const place = elementAt(spot.dataset.cmcomplianceSpot).element;
        if (!place) continue;
        const note = document.createElement("p");
        note.className = "cmcompliance-mark cmcompliance-" + spot.dataset.look;
        note.setAttribute("data-cmcompliance-mark", "");
        note.textContent = spot.dataset.said;
        const before = place.querySelector("[data-field-input]");
        (before ? before.parentNode : place).insertBefore(note, before || place.firstChild);
      }
    }

    function fix(button) {
      const input = inputAt(button.dataset.cmcomplianceFix);
      if (!input || input.value.replace(/\r\n/g, "\n") !== button.dataset.old.replace(/\r\n/g, "\n")) {
        state.textContent = root.dataset.sayChanged;
        return;
      }
      input.value = button.dataset.new;
      for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
      input.focus();
    }

    function send(button) {
      const holder = button.closest("[data-cmcompliance-do]");
      const extra = { do: holder.dataset.cmcomplianceDo };
      for (const name of ["field", "finding", "draft", "number"]) {
        if (name in holder.dataset) extra[name] = holder.dataset[name];
      }
      for (const input of holder.querySelectorAll("[data-name]")) extra[input.dataset.name] = input.value;
      ask(extra);
    }

    root.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) return;
      if ("cmcomplianceFix" in button.dataset) fix(button);
      else if ("cmcomplianceSend" in button.dataset) send(button);
      else if ("cmcomplianceSpot" in button.dataset) {
        const place = elementAt(button.dataset.cmcomplianceSpot).element;
        if (place) place.scrollIntoView({ block: "center" });
      }
    });
    root.addEventListener("keydown", function (event) {
      const holder = event.key === "Enter" && event.target.closest("[data-cmcompliance-do]");
      if (holder && event.target.matches("[data-name]")) {
        event.preventDefault();
        send(holder.querySelector("[data-cmcompliance-send]"));
      }
    });
    root.addEventListener("focusout", function (event) {
      if (kept !== null && !inside.contains(event.relatedTarget)) show(kept);
    });
    // What is typed at the panel is no change of the page.
    for (const name of ["input", "change", "keyup"]) {
      root.addEventListener(name, function (event) { event.stopPropagation(); });
    }
    if (!form) return;
    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { ask(); }, PAUSE);
    }
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    // Rich text and blocks write into hidden inputs without an event.
    let last = null;
    window.setInterval(function () {
      if (document.hidden) return;
      const now = data().toString();
      if (last !== null && now !== last) later();
      last = now;
    }, 1500);
    mark();
    window.setTimeout(mark, 600);
  }

  function start() {
    for (const root of document.querySelectorAll("[data-cmcompliance]")) {
      if (!root.dataset.started) {
        root.dataset.started = "yes";
        Panel(root);
      }
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
