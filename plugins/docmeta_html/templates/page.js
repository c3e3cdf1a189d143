// The page works without this script. With it, units can be searched and filtered, and a large tree is drawn as far as it is visible.
(async () => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const main = $("docmeta-tree"), list = main.querySelector(".tree"), input = $("docmeta-q"), status = $("docmeta-count");
  const ROW = 36, SHOWN = 12, index = "index" in main.dataset, named = (number) => number.toLocaleString("en");
  const units = (number) => `${named(number)} unit${number === 1 ? "" : "s"}`;

  async function lines(id) {
    const text = $(id).textContent.trim();
    if (!text) return [];
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const found = (await new Response(stream).text()).split("\n");
    return found.slice(0, -1).map((line) => JSON.parse(line));
  }

  const [facts, more] = await Promise.all([lines("docmeta-index"), lines("docmeta-more")]);
  const items = [...list.querySelectorAll("li[id]")], total = facts.length, large = more.length > 0;
  const part = (item, name) => item.querySelector(`:scope > details > ${name}`);

  // One record per unit: the text of its line and its body, and its place.
  const parents = new Int32Array(total), last = [];
  for (let i = 0; i < total; i++) {
    const depth = facts[i][0];
    parents[i] = depth ? last[depth - 1] : -1;
    last[depth] = i;
  }
  const parentOf = new Uint8Array(total);
  for (let i = 0; i < total; i++) if (parents[i] >= 0) parentOf[parents[i]] = 1;
  // In an index, each description shows the number of its units.
  const roots = facts.flatMap(([depth], i) => (depth === 0 ? [i] : [])), sizes = new Map();
  if (index) roots.forEach((root, place) => sizes.set(root, (roots[place + 1] ?? total) - root));

  const label = (item, name) => item.querySelector(`:scope > details > summary > ${name}`);
  // Generated content: shown, but not found by a search.
  const sized = (i, line) => {
    if (!sizes.has(i)) return;
    const aside = line.querySelector(".f") ?? line.appendChild(Object.assign(document.createElement("span"), { className: "f" }));
    aside.dataset.units = units(sizes.get(i));
  };
  const records = facts.map((_, i) => {
    if (i >= items.length) return more[i - items.length];
    if (!large) return null;
    const item = items[i];
    return [item.id, label(item, ".t").innerHTML, label(item, ".d")?.textContent ?? "", label(item, ".l")?.textContent ?? "",
      part(item, ".b").innerHTML, label(item, ".f")?.textContent ?? ""];
  });
  const address = (i) => (records[i] ? records[i][0] : items[i].id);
  const places = new Map();
  for (let i = total - 1; i >= 0; i--) places.set(address(i), i);

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(?:amp|lt|gt|#34|#39);/g, (entity) => ENTITIES[entity]);
  let texts = null;
  // The unit's own text: its line and its values, without the titles above it and what holds for all.
  const OWN = /<dl class="own">([^]*?)<\/dl>/;
  const textOf = (i) => records[i]
    ? fold(plain(`${records[i][1]} ${records[i][2]} ${records[i][3]} ${OWN.exec(records[i][4])?.[1] ?? ""}`))
    : fold(`${part(items[i], "summary").textContent} ${part(items[i], ".b").querySelector("dl.own")?.textContent ?? ""}`);

  // Filters: words, checked values (any of one heading, all headings), years, digital objects.
  const checked = new Map();
  let years = null, digital = false, shown = new Uint8Array(total).fill(1), matched = shown;
  const active = () => Boolean(input.value.trim() || checked.size || years || digital);

  function matches() {
    // Words, and phrases in quotation marks; all of them must occur.
    const words = [...fold(input.value).matchAll(/"([^"]+)"|[^\s"]+/g)].map((one) => one[1] ?? one[0]), found = new Uint8Array(total);
    if (words.length) texts ??= facts.map((_, i) => textOf(i));
    for (let i = 0; i < total; i++) {
      const [, first, end, dao, facets] = facts[i];
      if (digital && !dao) continue;
      if (years && !(first !== null && first <= years[1] && end >= years[0])) continue;
      let fits = true;
      for (const [name, values] of checked) fits &&= (facets[name] ?? []).some((value) => values.has(value));
      for (const word of words) fits &&= texts[i].includes(word);
      if (fits) found[i] = 1;
    }
    return found;
  }

  function filter() {
    matched = active() ? matches() : new Uint8Array(total).fill(1);
    shown = matched.slice();
    for (let i = total - 1; i > 0; i--) if (shown[i] && parents[i] >= 0) shown[parents[i]] = 1;
    const count = matched.reduce((sum, one) => sum + one, 0);
    status.textContent = active() ? `${named(count)} of ${named(total)} units`
      : `${index ? `${named(roots.length)} description${roots.length === 1 ? "" : "s"}, ` : ""}${units(total)}`;
    draw();
  }

  // The tree in the page itself, up to some thousands of units.
  const before = new Map();
  function drawStatic() {
    const below = new Uint8Array(total);
    for (let i = total - 1; i > 0; i--) if ((matched[i] || below[i]) && parents[i] >= 0) below[parents[i]] = 1;
    items.forEach((item, i) => {
      const details = item.firstElementChild;
      item.hidden = !shown[i];
      item.classList.toggle("hit", active() && Boolean(matched[i]));
      if (active()) {
        if (!before.has(details)) before.set(details, details.open);
        if (below[i]) details.open = true;
      } else if (before.has(details)) details.open = before.get(details);
    });
    if (!active()) before.clear();
  }

  // The virtual tree: rows of one height, of which only the visible ones exist.
  const opened = new Set(index ? [] : roots);
  let rows = [], current = 0, pane, box, window_;
  function visible() {
    const found = [], filtering = active();
    let skip = Infinity;
    for (let i = 0; i < total; i++) {
      const depth = facts[i][0];
      if (depth > skip) continue;
      skip = Infinity;
      if (!shown[i]) { skip = depth; continue; }
      found.push(i);
      if (!filtering && !opened.has(i)) skip = depth;
    }
    return found;
  }
  function row(i, place) {
    const [, title, dates, level, , aside] = records[i], line = document.createElement("div");
    line.className = "row" + (active() && matched[i] ? " hit" : "") + (i === current ? " now" : "");
    line.id = "row-" + i;
    line.style.cssText = `top:${place * ROW}px;padding-inline-start:${Math.min(facts[i][0], 24) * 1.1 + 0.4}rem`;
    line.setAttribute("role", "treeitem");
    line.setAttribute("aria-level", facts[i][0] + 1);
    line.setAttribute("aria-selected", i === current);
    if (parentOf[i]) line.setAttribute("aria-expanded", active() || opened.has(i));
    line.innerHTML = `<span class="t">${title}</span>`; // escaped when the page was written
    for (const [name, text] of [["d", dates], ["l", level], ["f", aside]]) {
      if (text) line.append(" ", Object.assign(document.createElement("span"), { className: name, textContent: text }));
    }
    sized(i, line);
    line.addEventListener("click", () => { toggle(i); choose(i); });
    return line;
  }
  function paint() {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - 8), end = Math.min(rows.length, first + Math.ceil(box.clientHeight / ROW) + 16);
    window_.style.height = `${rows.length * ROW}px`;
    window_.replaceChildren(...rows.slice(first, end).map((i, place) => row(i, first + place)));
    box.setAttribute("aria-activedescendant", "row-" + current);
  }
  function drawVirtual() { rows = visible(); paint(); }
  function toggle(i, open = !opened.has(i)) { if (parentOf[i]) { if (open) opened.add(i); else opened.delete(i); drawVirtual(); } }
  function choose(i, push = true) {
    current = i;
    const [name, title, dates, , body, aside] = records[i];
    pane.innerHTML = `<h2>${title}</h2><p class="d"></p>${body}`; // escaped when the page was written
    pane.querySelector(".d").textContent = [dates, aside].filter(Boolean).join(" · ");
    if (push) history.pushState(null, "", "#" + encodeURIComponent(name));
    paint();
  }
  function reveal(i) {
    for (let at = parents[i]; at >= 0; at = parents[at]) opened.add(at);
    rows = visible();
    const place = rows.indexOf(i);
    if (place * ROW < box.scrollTop || place * ROW > box.scrollTop + box.clientHeight - ROW) box.scrollTop = Math.max(0, place * ROW - box.clientHeight / 3);
  }
  function pressed(event) {
    const place = rows.indexOf(current), go = (to) => { if (rows[to] !== undefined) { choose(rows[to], false); reveal(rows[to]); paint(); } };
    const keys = {
      ArrowDown: () => go(place + 1), ArrowUp: () => go(place - 1), Home: () => go(0), End: () => go(rows.length - 1),
      PageDown: () => go(Math.min(rows.length - 1, place + 15)), PageUp: () => go(Math.max(0, place - 15)),
      ArrowRight: () => (opened.has(current) || !parentOf[current] ? go(place + 1) : toggle(current, true)),
      ArrowLeft: () => (opened.has(current) && parentOf[current] ? toggle(current, false) : parents[current] >= 0 && go(rows.indexOf(parents[current]))),
      Enter: () => { toggle(current); choose(current); }, " ": () => toggle(current),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  }
  function becomeVirtual() {
    const make = (name, attributes) => { const made = document.createElement(name); for (const key in attributes) made.setAttribute(key, attributes[key]); return made; };
    box = make("div", { class: "rows", role: "tree", tabindex: "0", "aria-label": "Units" });
    window_ = make("div", { role: "presentation", class: "window" });
    pane = make("section", { class: "pane b", "aria-label": "The chosen unit", tabindex: "0" });
    box.append(window_);
    main.replaceChildren(box, pane);
    main.classList.add("virtual");
    box.addEventListener("scroll", () => requestAnimationFrame(paint), { passive: true });
    box.addEventListener("keydown", pressed);
    addEventListener("resize", paint);
    choose(0, false);
  }
  const draw = large ? drawVirtual : drawStatic;

  // Anchors: #id opens the units around a unit and shows it.
  function arrive() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* kept unchanged */ }
    const i = places.get(name);
    if (i === undefined) return;
    if (large) { choose(i, false); reveal(i); paint(); return; }
    for (let at = i; at >= 0; at = parents[at]) items[at].firstElementChild.open = true;
    items[i].scrollIntoView({ block: "start" });
    part(items[i], "summary").focus({ preventScroll: true });
  }

  // Facets.
  function facets() {
    const counts = new Map();
    for (const [, , , , names] of facts) {
      for (const heading in names) {
        const values = counts.get(heading) ?? counts.set(heading, new Map()).get(heading);
        for (const value of names[heading]) values.set(value, (values.get(value) ?? 0) + 1);
      }
    }
    const holder = $("docmeta-facets"), order = new Intl.Collator("en", { numeric: true });
    $("docmeta-filters").open = !matchMedia("(max-width: 60rem)").matches;
    const withObjects = facts.reduce((sum, fact) => sum + fact[3], 0);
    if (withObjects) holder.append(box_("Digital objects only", withObjects, (on) => { digital = on; }));
    for (const [heading, values] of counts) {
      const group = document.createElement("fieldset"), sorted = [...values].sort((a, b) => b[1] - a[1] || order.compare(a[0], b[0]));
      group.append(Object.assign(document.createElement("legend"), { textContent: heading }));
      const add = (from, to) => sorted.slice(from, to).forEach(([value, count]) => group.append(box_(value, count, (on) => {
        const set = checked.get(heading) ?? new Set();
        if (on) set.add(value); else set.delete(value);
        if (set.size) checked.set(heading, set); else checked.delete(heading);
      })));
      add(0, SHOWN);
      if (sorted.length > SHOWN) {
        let at = SHOWN;
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: `More (${sorted.length - SHOWN})` });
        button.addEventListener("click", () => {
          button.remove();
          add(at, at += 100);
          if (at < sorted.length) { button.textContent = `More (${sorted.length - at})`; group.append(button); }
        });
        group.append(button);
      }
      holder.append(group);
    }
  }
  function box_(words, count, change) {
    const holder = document.createElement("label"), tick = Object.assign(document.createElement("input"), { type: "checkbox" });
    tick.addEventListener("change", () => { change(tick.checked); filter(); });
    holder.append(tick, " ", Object.assign(document.createElement("span"), { textContent: words }), " ",
      Object.assign(document.createElement("span"), { className: "n", textContent: count.toLocaleString("en") }));
    return holder;
  }
  function timeline() {
    const bars = [...document.querySelectorAll(".bar")];
    for (const bar of bars) {
      bar.setAttribute("tabindex", "0");
      bar.setAttribute("role", "button");
      bar.setAttribute("aria-label", bar.textContent);
      bar.setAttribute("aria-pressed", "false");
      const press = () => {
        const range = [Number(bar.dataset.from), Number(bar.dataset.to)], same = years && years[0] === range[0];
        years = same ? null : range;
        bars.forEach((other) => other.setAttribute("aria-pressed", String(!same && other === bar)));
        filter();
      };
      bar.addEventListener("click", press);
      bar.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); press(); } });
    }
    if (bars.length) bars[0].closest("svg").setAttribute("role", "group");
  }

  if (large) becomeVirtual();
  else for (const root of sizes.keys()) sized(root, part(items[root], "summary"));
  facets();
  timeline();
  document.querySelectorAll(".js").forEach((each) => { each.hidden = false; });
  let waiting = 0;
  input.addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(filter); });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  main.addEventListener("click", (event) => { if (large && event.target.closest("p.path a")) setTimeout(arrive); });
  draw();
  arrive();
  document.documentElement.dataset.ready = "1";
})();
