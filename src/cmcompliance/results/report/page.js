"use strict";
(() => {
  const holder = document.getElementById("cube");
  const tip = document.getElementById("tip");
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const many = (words, ...values) => values.reduce((text, value) => text.replace("{}", () => value), words);
  const plain = (number) => numbers.format(number);

  // Printed, all that can be unfolded is.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
  // What a link leads to is unfolded first.
  const unfold = () => {
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const folder = place && place.closest("details");
    if (folder && !folder.open) {
      folder.open = true;
      place.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

  const extra = [...document.querySelectorAll("#posts > article[data-extra]")];
  for (const post of extra) post.hidden = true;
  if (!holder) return;

  const order = ["obligation", "month", "platform", "author", "severity"];
  const severities = ["error", "warning", "info"];
  const sizes = holder.dataset.sizes.split(",").map(Number);
  const bytes = atob(holder.dataset.cells);
  let at = 0;
  const next = () => {
    let number = 0;
    let weight = 1;
    for (;;) {
      const byte = bytes.charCodeAt(at++);
      number += (byte & 127) * weight;
      if (byte < 128) return number;
      weight *= 128;
    }
  };
  const cells = [];
  let whole = 0;
  for (let place = 0; at < bytes.length; ) {
    place += next();
    const count = next();
    const codes = new Array(5);
    let rest = place;
    for (let axis = 4; axis >= 0; axis--) {
      codes[axis] = rest % sizes[axis];
      rest = Math.floor(rest / sizes[axis]);
    }
    cells.push([codes, count]);
    whole += count;
  }

  const chosen = Object.fromEntries([...order, "year"].map((axis) => [axis, new Set()]));
  const yearOf = new Map();
  const charts = new Map();
  const marks = [];
  const isFree = (axis) => !chosen[axis].size && (axis !== "month" || !chosen.year.size);
  const fits = (axis, code) =>
    isFree(axis) || chosen[axis].has(code) || (axis === "month" && chosen.year.has(yearOf.get(code)));
  const isFiltered = () => Object.values(chosen).some((set) => set.size);

  const counted = () => {
    const found = order.map((_, axis) => Array.from({ length: sizes[axis] }, () => [0, 0, 0]));
    let all = 0;
    for (const [codes, count] of cells) {
      let misses = 0;
      let missed = -1;
      for (let axis = 0; axis < 5 && misses < 2; axis++)
        if (!fits(order[axis], codes[axis])) {
          misses++;
          missed = axis;
        }
      if (misses > 1) continue;
      if (misses) found[missed][codes[missed]][codes[4]] += count;
      else {
        all += count;
        for (let axis = 0; axis < 5; axis++) found[axis][codes[axis]][codes[4]] += count;
      }
    }
    return [found, all];
  };

  const told = (mark) => {
    const parts = severities.flatMap((name, place) => {
      const count = mark.counts[place];
      const words = said.getAttribute(`data-${count === 1 ? "one" : "many"}-${name}`);
      return count ? [many(words, plain(count))] : [];
    });
    return many(said.dataset.told, mark.label, parts.join(", ") || "0");
  };

  const shown = () => {
    const [found, all] = counted();
    for (const { axis, marks: bars, highest } of charts.values()) {
      const place = order.indexOf(axis);
      const totals = bars.map((mark) => found[place][mark.code].reduce((sum, count) => sum + count, 0));
      const longest = Math.max(1, ...totals);
      bars.forEach((mark, number) => {
        mark.counts = found[place][mark.code];
        let done = 0;
        severities.forEach((_, severity) => {
          const share = (100 * mark.counts[severity]) / longest;
          if (mark.isColumn) {
            mark.rects[severity].setAttribute("y", `${100 - done - share}%`);
            mark.rects[severity].setAttribute("height", `${share}%`);
          } else {
            mark.rects[severity].setAttribute("x", `${done}%`);
            mark.rects[severity].setAttribute("width", `${share}%`);
          }
          done += share;
        });
        const pressed = chosen[axis].has(mark.code);
        mark.button.setAttribute("aria-pressed", String(pressed));
        mark.button.setAttribute("aria-label", told(mark));
        mark.button.classList.toggle("out", !fits(axis, mark.code));
        if (mark.count) mark.count.textContent = plain(totals[number]);
      });
      if (highest) highest.textContent = many(highest.dataset.words, plain(longest));
    }
    for (const button of document.querySelectorAll(".year-buttons button"))
      button.setAttribute("aria-pressed", String(chosen.year.has(button.textContent)));
    sayFilters(all);
    showPosts();
  };

  const filters = document.querySelector(".filters");
  const said = filters.querySelector(".said");
  const chips = filters.querySelector(".chips");
  const clear = filters.querySelector(".clear");
  const sayFilters = (all) => {
    said.textContent = isFiltered()
      ? many(said.dataset.some, plain(all), plain(whole))
      : many(said.dataset.all, plain(whole));
    clear.hidden = !isFiltered();
    chips.replaceChildren(
      ...Object.entries(chosen).flatMap(([axis, codes]) =>
        [...codes].map((code) => {
          const label =
            axis === "year" ? code : marks.find((mark) => mark.axis === axis && mark.code === code).label;
          const item = document.createElement("li");
          const button = document.createElement("button");
          const words = document.createElement("span");
          button.type = "button";
          words.textContent = label;
          words.dir = "auto";
          button.append(words, " ✕");
          button.setAttribute("aria-label", many(said.dataset.remove, label));
          button.addEventListener("click", () => {
            codes.delete(code);
            shown();
            (chips.querySelector("button") || mainButton(axis)).focus();
          });
          item.append(button);
          return item;
        }),
      ),
    );
  };
  const mainButton = (axis) =>
    document.querySelector(`[data-axis=${axis === "year" ? "month" : axis}] button.hit[tabindex="0"]`) ||
    document.querySelector("button.hit");
  clear.addEventListener("click", () => {
    for (const set of Object.values(chosen)) set.clear();
    shown();
    document.querySelector("button.hit").focus();
  });

  const posts = [...document.querySelectorAll("#posts > article")].map((element) => ({
    element,
    codes: element.dataset.codes.split(",").map(Number),
    hits: element.dataset.hits.split(" ").filter(Boolean).map((hit) => hit.split(".").map(Number)),
    isExtra: "extra" in element.dataset,
  }));
  const saidPosts = document.querySelector("#posts .shown");
  const saidNone = document.querySelector("#posts .none-shown");
  const showPosts = () => {
    const filtered = isFiltered();
    let count = 0;
    for (const { element, codes, hits, isExtra } of posts) {
      const isShown = filtered
        ? fits("month", codes[0]) &&
          fits("platform", codes[1]) &&
          fits("author", codes[2]) &&
          hits.some(([obligation, severity]) => fits("obligation", obligation) && fits("severity", severity))
        : !isExtra;
      element.hidden = !isShown;
      count += isShown;
    }
    saidPosts.hidden = !filtered || !count;
    saidPosts.textContent = many(saidPosts.dataset.some, plain(count));
    saidNone.hidden = !filtered || Boolean(count);
  };

  const showTip = (mark) => {
    const box = mark.button.getBoundingClientRect();
    tip.textContent = told(mark);
    tip.hidden = false;
    const width = tip.offsetWidth;
    const middle = mark.isColumn ? box.left + box.width / 2 : Math.min(box.left + 120, box.right);
    const most = document.documentElement.clientWidth - width - 6;
    const left = Math.max(6, Math.min(Math.max(mark.isColumn ? 6 : box.left, middle - width / 2), most));
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above < 4 ? box.bottom + 6 : above}px`;
  };
  const hideTip = () => {
    tip.hidden = true;
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
  });
  addEventListener("scroll", hideTip, { passive: true, capture: true });

  const toggle = (set, value) => {
    if (!set.delete(value)) set.add(value);
    shown();
  };
  for (const figure of document.querySelectorAll(".chart[data-axis]")) {
    const { axis } = figure.dataset;
    const chart = { axis, marks: [], highest: figure.querySelector(".highest") };
    for (const old of figure.querySelectorAll(".hit")) {
      const owner = old.closest("[data-code]");
      const button = document.createElement("button");
      button.type = "button";
      button.className = old.className;
      button.append(...old.childNodes);
      old.replaceWith(button);
      const mark = {
        axis,
        code: Number(owner.dataset.code),
        label: owner.dataset.label,
        isColumn: owner === old,
        button,
        count: button.querySelector(".count"),
        rects: [...button.querySelectorAll("rect")],
        counts: [0, 0, 0],
      };
      if (owner.dataset.year) yearOf.set(mark.code, owner.dataset.year);
      button.tabIndex = mark.isColumn && chart.marks.some((other) => other.isColumn) ? -1 : 0;
      button.addEventListener("click", () => toggle(chosen[axis], mark.code));
      button.addEventListener("pointerenter", () => showTip(mark));
      button.addEventListener("pointerleave", hideTip);
      button.addEventListener("focus", () => button.matches(":focus-visible") && showTip(mark));
      button.addEventListener("blur", hideTip);
      chart.marks.push(mark);
      marks.push(mark);
    }
    charts.set(axis, chart);
    const columns = figure.querySelector(".columns");
    if (!columns) continue;
    columns.setAttribute("role", "group");
    columns.setAttribute("aria-label", columns.dataset.help);
    columns.addEventListener("keydown", (event) => {
      const buttons = [...columns.querySelectorAll("button")];
      const here = buttons.indexOf(document.activeElement);
      const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -here, End: buttons.length - 1 - here };
      if (here < 0 || !(event.key in steps)) return;
      const there = Math.max(0, Math.min(buttons.length - 1, here + steps[event.key]));
      event.preventDefault();
      buttons[here].tabIndex = -1;
      buttons[there].tabIndex = 0;
      buttons[there].focus();
    });
    const years = figure.querySelector(".year-buttons");
    years.hidden = false;
    for (const year of [...new Set(yearOf.values())]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = year;
      button.setAttribute("aria-label", `${years.dataset.word} ${year}`);
      button.addEventListener("click", () => toggle(chosen.year, year));
      years.append(button);
    }
  }
  for (const hidden of document.querySelectorAll(".needs-script")) hidden.hidden = false;
  filters.hidden = false;
  shown();
})();
