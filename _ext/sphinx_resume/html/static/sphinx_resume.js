/* The filter of timelines, matrices and lists, and the sorting of matrices. Without the script, the
   page shows everything. */
"use strict";
(() => {
  const filter = document.querySelector(".resume-filter");
  if (!filter) return;
  const select = filter.querySelector("select");
  const reset = filter.querySelector("button");
  const status = filter.querySelector("[role=status]");
  const hint = status.textContent;
  const words = JSON.parse(filter.dataset.words);
  const kinds = ["skill", "category", "interest"];

  const say = (message, parts = {}) =>
    message.replace(/%\((\w+)\)s/g, (whole, name) => parts[name] ?? whole);

  /* Elements about entries, with the keys of these entries and the part of the page they are in. */
  const prefix = "resume-of-";
  const scopes = { timeline: ".resume-timeline-list", skills: ".resume-matrix", drawing: "svg" };
  const marked = [...document.querySelectorAll(`[class*="${prefix}"]`)].map((element) => ({
    element,
    keys: [...element.classList]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length)),
    scope: Object.keys(scopes).find((name) => element.closest(scopes[name])) ?? "lists",
  }));

  /* Remove topics with nothing on this page. */
  const present = new Set(marked.flatMap(({ keys }) => keys));
  const members = (option) => option.dataset.of.split(" ");
  for (const option of [...select.options].slice(1)) {
    if (!members(option).some((key) => present.has(key))) option.remove();
  }
  for (const group of select.querySelectorAll("optgroup:empty")) group.remove();
  const options = [...select.options].slice(1);

  const counts = (chosen) =>
    ["timeline", "skills", "lists"]
      .map((scope) => [scope, new Set(marked.filter((m) => m.scope === scope).flatMap((m) => m.keys))])
      .filter(([, keys]) => [...keys].some((key) => chosen.has(key)))
      .map(([scope, keys]) =>
        say(words[scope], { shown: [...keys].filter((key) => chosen.has(key)).length, all: keys.size }))
      .join(", ");

  const show = (option) => {
    const chosen = option && new Set(members(option));
    for (const { element, keys } of marked) {
      element.classList.toggle("resume-off", Boolean(chosen) && !keys.some((key) => chosen.has(key)));
    }
    document.documentElement.classList.toggle("resume-filtered", Boolean(chosen));
    for (const fold of document.querySelectorAll(".resume-fold > .resume-fold")) fold.open = Boolean(chosen);
    select.value = option?.value ?? "";
    reset.hidden = !chosen;
    return chosen
      ? say(words.chosen, { topic: option.dataset.name ?? option.text, counts: counts(chosen) })
      : "";
  };

  /* The URL has the selected topic, so that it can be shared, and “Back” works. */
  const read = () => {
    const asked = new URLSearchParams(location.search);
    const kind = kinds.find((name) => asked.has(name));
    if (!kind) return show() || (status.textContent === hint ? hint : words.everything);
    const value = `${kind}=${asked.get(kind).trim().toLowerCase()}`;
    const option = options.find(
      (each) =>
        each.value === value ||
        (each.value.startsWith(`${kind}=`) &&
          each.dataset.also?.split(" ").some((id) => `${kind}=${id}` === value)),
    );
    return show(option) || say(words.unknown, { topic: asked.get(kind) });
  };

  const tell = (message) => {
    if (message !== status.textContent) status.textContent = message;
  };

  const choose = (value) => {
    const url = new URL(location);
    for (const kind of kinds) url.searchParams.delete(kind);
    const [kind, ...id] = value.split("=");
    if (value) url.searchParams.set(kind, id.join("="));
    history.pushState(null, "", url);
    tell(read());
  };

  select.addEventListener("change", () => choose(select.value));
  reset.addEventListener("click", () => {
    choose("");
    select.focus();
  });
  addEventListener("popstate", () => tell(read()));

  /* In a matrix, the head of a category becomes a link that selects it. */
  const categories = new Map(options.map((option) => [option.dataset.name, option]));
  for (const head of document.querySelectorAll(".resume-matrix .resume-group p")) {
    const option = categories.get(head.textContent);
    if (!option) continue;
    const link = document.createElement("a");
    const [kind, ...id] = option.value.split("=");
    link.href = `?${new URLSearchParams([[kind, id.join("=")]])}#${filter.id}`;
    link.append(...head.childNodes);
    head.append(link);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(option.value);
      filter.scrollIntoView();
      select.focus({ preventScroll: true });
    });
  }

  /* Column heads sort: one way, then the other, then back to categories. */
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const name = (row) => row.cells[0].querySelector("a").textContent;
  const value = (row, column) => Number(row.cells[column].dataset.value ?? 0);
  const orders = {
    ascending: (column) => (a, b) => value(a, column) - value(b, column),
    descending: (column) => (a, b) => value(b, column) - value(a, column),
  };
  const names = {
    ascending: (a, b) => compare(name(a), name(b)),
    descending: (a, b) => compare(name(b), name(a)),
  };

  const sortable = (table) => {
    const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
    const all = bodies.flatMap(([, each]) => each);
    const rows = all.filter((row) => row.cells[0].scope === "row");
    const undated = all.filter((row) => !row.cells[0].scope);
    const heads = [...table.tHead.rows[0].cells];
    const live = document.createElement("p");
    live.className = "resume-unseen";
    live.setAttribute("aria-live", "polite");
    table.closest(".resume-region").after(live);

    const sort = (column, way) => {
      for (const head of heads) head.removeAttribute("aria-sort");
      const shown = [...table.tBodies];
      let wanted = bodies;
      if (way) {
        heads[column].setAttribute("aria-sort", way);
        const isKnown = (row) => !column || value(row, column) > 0;
        const known = rows.filter(isKnown).sort(column ? orders[way](column) : names[way]);
        const others = rows.filter((row) => !isKnown(row));
        wanted = [[document.createElement("tbody"), [...known, ...others, ...undated]]];
      }
      for (const [body, each] of wanted) {
        table.append(body);
        for (const row of each) body.append(row); // all at once, each would be moved twice
      }
      for (const body of shown) body.remove();
      live.textContent = say(words[way ?? "unsorted"], { column: heads[column].textContent.trim() });
    };

    heads.forEach((head, column) => {
      const text = head.querySelector("p");
      if (head.querySelector("a") || (column && !rows.some((row) => value(row, column)))) return;
      const ways = column ? ["descending", "ascending"] : ["ascending", "descending"];
      const button = document.createElement("button");
      button.type = "button";
      button.append(...text.childNodes);
      text.append(button);
      button.addEventListener("click", () =>
        sort(column, ways[ways.indexOf(head.getAttribute("aria-sort")) + 1]));
    });
  };
  for (const table of document.querySelectorAll("table.resume-matrix")) sortable(table);

  /* A tooltip may cover other content, so Escape dismisses it (WCAG 1.4.13). The listeners are on
     the box because Chromium makes an SVG with focus listeners focusable. */
  for (const chart of document.querySelectorAll(".resume-chart, .resume-over-time")) {
    const loud = () => chart.classList.remove("resume-quiet");
    chart.addEventListener("pointerout", loud);
    chart.addEventListener("focusout", loud);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") chart.classList.add("resume-quiet");
    });
  }

  select.disabled = false;
  tell(read());
  document.documentElement.classList.remove("resume-waiting");
})();
