// The tabs: arrows go from one to the next, as keyboards expect.

/** @param {HTMLElement} list @param {(panel: string) => void} shown */
export function beginTabs(list, shown) {
  const tabs = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=tab]")]);
  const choose = (/** @type {HTMLElement} */ chosen) => {
    for (const tab of tabs) {
      const its = tab === chosen;
      tab.setAttribute("aria-selected", String(its));
      tab.tabIndex = its ? 0 : -1;
      const panel = /** @type {HTMLElement} */ (
        document.getElementById(tab.getAttribute("aria-controls") ?? "")
      );
      panel.hidden = !its;
    }
    shown(chosen.id);
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? tabs.length - 1
          : by
            ? (at + by + tabs.length) % tabs.length
            : null;
    if (to === null || at < 0) return;
    event.preventDefault();
    choose(tabs[to]);
    tabs[to].focus();
  });
}
