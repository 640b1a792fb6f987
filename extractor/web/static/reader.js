// The reader: records by mouse and keys, the picture of the page with the same boxes, the rest of a long text, missed records.
"use strict";
(() => {
  const reader = document.querySelector(".reader");
  const paper = document.getElementById("paper");
  const panel = document.getElementById("panel");
  const doc = reader.dataset.doc;
  let start = panel.innerHTML;
  let current = "";

  // -- the parts of a long document come one after another; what was on the screen stays there
  function load(part) {
    if (!part || !part.dataset.src) return Promise.resolve();
    if (part.loading) return part.loading;
    part.loading = fetch(part.dataset.src, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status)))).then((html) => {
      const anchor = part.offsetTop + part.offsetHeight < paper.scrollTop ? part.offsetHeight : -1;
      part.innerHTML = html;
      part.removeAttribute("data-src");
      if (anchor >= 0) paper.scrollTop += part.offsetHeight - anchor;
      shine(part);
    }).catch(() => { part.loading = null; });
    return part.loading;
  }
  for (const part of document.querySelectorAll(".part[data-src]")) part.style.minHeight = Math.round(part.dataset.size * 0.45) + "px";
  const watcher = new IntersectionObserver((seen) => seen.forEach((entry) => { if (entry.isIntersecting) load(entry.target); }), { root: paper, rootMargin: "1500px" });
  document.querySelectorAll(".part[data-src]").forEach((part) => watcher.observe(part));
  // The rest comes once what was asked for stands on the screen, from there outwards, and only while nothing else is to be done.
  const idle = window.requestIdleCallback ? (work) => requestIdleCallback(work, { timeout: 2000 }) : (work) => setTimeout(work, 60);
  async function rest() {
    const all = [...document.querySelectorAll(".part")];
    const from = Math.max(0, all.findIndex((part) => part.offsetTop + part.offsetHeight > paper.scrollTop));
    const away = (part) => Math.abs(all.indexOf(part) - from);
    for (const part of all.filter((p) => p.dataset.src).sort((a, b) => away(a) - away(b))) {
      await load(part);
      await new Promise(idle);
    }
  }
  const partAt = (offset) => [...document.querySelectorAll(".part")].find((part) => +part.dataset.start <= offset && offset < +part.dataset.end);

  // -- one record
  const piecesOf = (id, inside = paper) => [...inside.querySelectorAll(`.m[data-r~="${CSS.escape(id)}"]`)];
  const litNow = () => new Set((panel.querySelector(".record")?.dataset.lit || "").split(" ").filter(Boolean));
  function shine(inside) {
    litNow().forEach((id) => piecesOf(id, inside).forEach((mark) => mark.classList.add("lit")));
    if (current) piecesOf(current, inside).forEach((mark) => mark.classList.add("here"));
  }
  function light() {
    paper.querySelectorAll(".m.lit, .m.here").forEach((mark) => mark.classList.remove("lit", "here"));
    shine(paper);
    paintBoxes(litNow());
  }

  async function open(id, scroll = true) {
    if (id === reader.dataset.own) { close(); return; }
    const answer = await fetch(`/doc/${doc}/record/${encodeURIComponent(id)}`, { credentials: "same-origin" });
    if (!answer.ok) { window.desk.toast(await answer.text()); return; }
    panel.innerHTML = await answer.text();
    if (window.htmx) window.htmx.process(panel);
    panel.scrollTop = 0;
    current = id;
    history.replaceState(null, "", `/doc/${doc}?r=${id}#${id}`);
    await show(id, scroll);
  }

  async function show(id, scroll) {
    const record = panel.querySelector(".record");
    if (record && record.dataset.start) await load(partAt(+record.dataset.start));
    light();
    const first = piecesOf(id)[0] || (record && record.dataset.lit && piecesOf(record.dataset.lit.split(" ")[0])[0]);
    if (first && scroll) first.scrollIntoView({ block: "center" });
    if (first) toPage(first);
  }

  function close() {
    current = "";
    panel.innerHTML = start;
    if (window.htmx) window.htmx.process(panel);
    history.replaceState(null, "", `/doc/${doc}`);
    light();
  }

  paper.addEventListener("click", (event) => {
    const mark = event.target.closest(".m[data-r]");
    if (!mark || !getSelection().isCollapsed) return;
    const ids = mark.dataset.r.split(" ").filter((id) => visible(id));
    if (!ids.length) return;
    const at = ids.indexOf(current);
    open(ids[(at + 1) % ids.length], false);
  });
  panel.addEventListener("click", (event) => {
    const goto = event.target.closest("[data-goto]");
    if (goto) { event.preventDefault(); toOffset(+goto.dataset.goto); return; }
    const link = event.target.closest("[data-open]");
    if (link) { event.preventDefault(); open(link.dataset.open); return; }
    const at = event.target.closest("[data-at]");
    if (at && at.pathname === location.pathname && !at.search) { event.preventDefault(); toOffset(+at.dataset.at); return; }
    const copy = event.target.closest("[data-copy]");
    if (copy) { event.preventDefault(); copyAddress(copy.href); }
  });
  function copyAddress(url) {
    navigator.clipboard?.writeText(url).then(() => window.desk.toast(reader.dataset.saidCopied), () => window.desk.toast(url));
  }

  // -- order of records: those whose kind is shown, in the order of the text
  const hidden = new Set();
  const KINDS = { met: "metadata", ref: "reference", dat: "date", ind: "indicator", tas: "task", fin: "finding" };
  const visible = (id) => !hidden.has(KINDS[id.slice(0, 3)]);
  function order(findings) {
    const seen = new Set();
    const out = [];
    for (const mark of paper.querySelectorAll(".m[data-r]")) {
      for (const id of mark.dataset.r.split(" ")) {
        if (!seen.has(id) && (findings ? id.startsWith("fin-") : visible(id))) { seen.add(id); out.push([id, mark]); }
      }
    }
    return out;
  }
  async function step(by, findings) {
    const all = order(findings);
    if (!all.length) { window.desk.toast(reader.dataset.saidNone); return; }
    let at = all.findIndex(([id]) => id === current);
    if (at < 0) {
      const top = paper.getBoundingClientRect().top;
      const after = all.findIndex(([, mark]) => mark.getBoundingClientRect().top >= top);
      at = by > 0 ? (after < 0 ? all.length - 1 : after) - 1 : after < 0 ? all.length : after;
    }
    const next = at + by;
    if (next < 0 || next >= all.length) { window.desk.toast(reader.dataset.saidNone); return; }
    await open(all[next][0]);
  }

  // -- the legend
  document.querySelectorAll(".legend [data-kind]").forEach((chip) => chip.addEventListener("click", () => {
    const on = chip.getAttribute("aria-pressed") !== "true";
    chip.setAttribute("aria-pressed", on);
    hidden[on ? "delete" : "add"](chip.dataset.kind);
    paper.classList.toggle("hide-" + chip.dataset.kind, !on);
    document.getElementById("boxes")?.classList.toggle("hide-" + chip.dataset.kind, !on);
    paintBoxes();
  }));
  async function toOffset(offset) {
    await load(partAt(offset));
    const blocks = [...paper.querySelectorAll("[data-s]")].filter((block) => +block.dataset.s <= offset);
    const block = blocks[blocks.length - 1];
    if (block) { block.scrollIntoView({ block: "start" }); toPage(block); }
  }
  document.querySelectorAll(".toc [data-offset]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    link.closest("details").open = false;
    toOffset(+link.dataset.offset);
  }));

  // -- the picture of the page
  const pages = JSON.parse(reader.dataset.pages || "[]");
  const image = document.getElementById("page-image");
  const sheet = document.getElementById("sheet");
  const number = document.getElementById("page-number");
  const pictured = Boolean(image);
  let page = 0, zoom = 0, turned = 0, boxes = [];
  const SVG = "http://www.w3.org/2000/svg";

  function size() {
    if (!pictured || !pages[page - 1]) return;
    const [, width, height] = pages[page - 1];
    const room = sheet.parentElement.clientWidth - 24;
    const scale = zoom || Math.max(0.2, room / (turned % 180 ? height : width));
    sheet.style.width = width * scale + "px";
    sheet.style.height = height * scale + "px";
    sheet.style.transform = turned ? `rotate(${turned}deg)` : "";
    sheet.style.margin = turned % 180 ? `${((width - height) * scale) / 2}px auto` : "0 auto";
  }
  async function turnTo(wanted, force) {
    if (!pictured || !pages.length) return;
    const to = Math.min(pages.length, Math.max(1, wanted));
    if (to === page && !force) return;
    page = to;
    number.value = page;
    size();
    image.src = `/doc/${doc}/page/${pages[page - 1][0]}.png`;
    image.alt = `${number.parentElement.textContent.trim()} ${page}`;
    const answer = await fetch(`/doc/${doc}/page/${pages[page - 1][0]}.json`, { credentials: "same-origin" });
    boxes = answer.ok ? await answer.json() : [];
    light();
  }
  function paintBoxes(lit) {
    const layer = document.getElementById("boxes");
    if (!layer || !pages[page - 1]) return;
    const shining = lit || new Set((panel.querySelector(".record")?.dataset.lit || "").split(" "));
    const [, width, height] = pages[page - 1];
    layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
    layer.replaceChildren();
    for (const record of boxes) {
      if (hidden.has(record.kind)) continue;
      for (const [x0, top, x1, bottom] of record.boxes) {
        const rect = document.createElementNS(SVG, "rect");
        for (const [key, value] of [["x", x0 - 1], ["y", top - 1], ["width", Math.max(1, x1 - x0 + 2)], ["height", Math.max(1, bottom - top + 2)]]) rect.setAttribute(key, value);
        rect.setAttribute("class", record.kind + (record.id === current ? " here" : "") + (shining.has(record.id) ? " lit" : ""));
        rect.dataset.r = record.id;
        layer.append(rect);
      }
    }
    const here = layer.querySelector(".here, .lit");
    if (here && !turned) {
      const box = sheet.parentElement;
      const at = here.getBoundingClientRect(), frame = box.getBoundingClientRect();
      if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - frame.height / 3;
    }
  }
  function toPage(element) {
    if (!pictured) return;
    const block = element.closest("[data-s]");
    const offset = block ? +block.dataset.s : 0;
    const breaks = [...paper.querySelectorAll(".page-break")].filter((mark) => mark.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const last = breaks[breaks.length - 1];
    if (last) { turnTo(pages.findIndex((p) => p[0] === +last.dataset.page) + 1); return; }
    let found = 1;
    pages.forEach((p, index) => { if (p[3] <= offset) found = index + 1; });
    turnTo(found);
  }
  if (pictured) {
    turnTo(1);
    addEventListener("resize", size);
    image.addEventListener("error", () => { document.getElementById("picture-failed").hidden = false; sheet.hidden = true; });
    image.addEventListener("load", () => { document.getElementById("picture-failed").hidden = true; sheet.hidden = false; });
    number.addEventListener("change", () => { turnTo(+number.value); toPageText(); });
    document.getElementById("boxes").addEventListener("click", (event) => { const box = event.target.closest("rect"); if (box) open(box.dataset.r); });
    document.querySelectorAll("[data-page=prev],[data-page=next]").forEach((button) => button.addEventListener("click", () => { turnTo(page + (button.dataset.page === "next" ? 1 : -1)); toPageText(); }));
    document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
      const now = parseFloat(sheet.style.width) / pages[page - 1][1];
      if (button.dataset.zoom === "in") zoom = Math.min(6, now * 1.25);
      else if (button.dataset.zoom === "out") zoom = Math.max(0.2, now / 1.25);
      else if (button.dataset.zoom === "turn") turned = (turned + 90) % 360;
      else { zoom = 0; turned = 0; }
      size();
    }));
    const side = document.getElementById("picture-switch");
    side.addEventListener("click", () => {
      const on = side.getAttribute("aria-pressed") !== "true";
      side.setAttribute("aria-pressed", on);
      reader.classList.toggle("no-picture", !on);
      size();
    });
  }
  async function toPageText() {
    const wanted = pages[page - 1];
    await load(partAt(wanted[3]));
    document.getElementById("page-" + wanted[0])?.scrollIntoView({ block: "start" });
  }

  // -- keys
  document.addEventListener("keydown", (event) => {
    if (window.desk.typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1, false);
    else if (key === "J" || key === "K") step(key === "J" ? 1 : -1, true);
    else if (key === "Escape") close();
    else if (key === "m") { if (dialog) { event.preventDefault(); addHere(); } }
    else if ("+=-0r".includes(key) && key.length === 1) document.querySelector(`[data-zoom=${{ "+": "in", "=": "in", "-": "out", 0: "fit", r: "turn" }[key]}]`)?.click();
    else if (key === "[" || key === "]") { turnTo(page + (key === "]" ? 1 : -1)); if (pictured) toPageText(); }
    else if (key === "y") { const link = panel.querySelector("[data-copy]"); if (link) copyAddress(link.href); }
    else if (key === "c") { const box = panel.querySelector("#correct"); if (box) { event.preventDefault(); box.open = true; box.querySelector("input:not([type=hidden]), select").focus(); } }
    else if (key === "n") { const box = panel.querySelector(".decide details"); if (box) { event.preventDefault(); box.open = true; box.querySelector("input").focus(); } }
    else if ("axl".includes(key) && key.length === 1) panel.querySelector(`.decide [value=${{ a: "accepted", x: "rejected", l: "later" }[key]}]`)?.click();
  });

  // A reason or note is typed first and decided then: Enter must not press the first button of the form, which means "a real error".
  panel.addEventListener("keydown", (event) => {
    const field = event.target.closest(".decide input, .decide textarea, .correct input");
    if (!field || !window.desk.typing(event) || event.isComposing) return;
    if (event.key !== "Escape" && !(event.key === "Enter" && field.matches(".decide input"))) return;
    event.preventDefault();
    event.stopPropagation();
    paper.focus({ preventScroll: true });
  });

  // -- after a decision or an undo the panel is shown anew
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.(".decide");
    if (form && event.detail.successful) open(form.dataset.record, false);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== panel) return;
    light();
    if (panel.querySelector("[data-type=metadata]")) start = panel.innerHTML;
  });
  document.addEventListener("desk:changed", (event) => {
    const own = reader.dataset.own;
    if (own && event.detail.records.includes(own)) renew(own);
    if (current && current !== own) open(current, false);
  });
  // What the document says of itself has changed: its head, and its panel where no record is open.
  async function renew(own) {
    const answer = await fetch(`/doc/${doc}/record/${own}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    const head = made.content.getElementById("doc-head");
    head.removeAttribute("hx-swap-oob");
    document.getElementById("doc-head").replaceWith(head);
    start = made.innerHTML;
    if (!current || current === own) { panel.innerHTML = start; if (window.htmx) window.htmx.process(panel); }
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-own]:not(.reader)")) return;
    close();
    const box = panel.querySelector("#correct");
    if (box) { box.open = true; (box.querySelector(".doubted input") || box.querySelector("input:not([type=hidden])")).focus(); }
  });

  // -- a record that was missed
  const dialog = document.getElementById("add");
  const button = document.getElementById("add-here");
  let chosen = null;
  if (dialog) {
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      const block = range && (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer).closest?.("#paper [data-s]");
      const words = range ? selection.toString().trim() : "";
      chosen = block && words && words.length <= 500 ? { block, words, range: range.cloneRange() } : chosen;
      button.hidden = !(block && words && words.length <= 500);
    });
    button.addEventListener("click", () => {
      if (!chosen) return;
      const before = document.createRange();
      before.selectNodeContents(chosen.block);
      before.setEnd(chosen.range.startContainer, chosen.range.startOffset);
      const flat = (text) => text.replace(/\s+/g, " ");
      const form = document.getElementById("add-form");
      form.elements.start.value = chosen.block.dataset.s;
      form.elements.quote.value = chosen.words;
      form.elements.quote.readOnly = true;
      form.elements.nth.value = flat(before.toString()).split(flat(chosen.words)).length - 1;
      document.getElementById("add-quote").textContent = chosen.block.textContent.trim().slice(0, 1500);
      const number = form.querySelector('fieldset[data-for="indicator"] [name=value]');
      if (number && /^[\d.,]+%?$/.test(chosen.words)) number.value = chosen.words;
      dialog.showModal();
    });
    const kind = document.getElementById("add-type");
    kind.addEventListener("change", () => dialog.querySelectorAll("fieldset").forEach((set) => { set.hidden = set.dataset.for !== kind.value; set.disabled = set.hidden; }));
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    document.getElementById("add-form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const made = await window.desk.post("/-/desk-add", new URLSearchParams(new FormData(event.target))).catch(() => null);
      if (made) { location.href = made.url; location.reload(); }
    });
  }

  // By keyboard alone nothing can be selected: the words are typed as they stand in the paragraph of the current record, or in the first one in view.
  function addHere() {
    const top = paper.getBoundingClientRect().top;
    const block = (current && piecesOf(current)[0]?.closest("[data-s]")) || [...paper.querySelectorAll("[data-s]")].find((e) => e.getBoundingClientRect().bottom > top);
    if (!block) return;
    const form = document.getElementById("add-form");
    form.elements.start.value = block.dataset.s;
    form.elements.quote.value = "";
    form.elements.quote.readOnly = false;
    form.elements.nth.value = 0;
    document.getElementById("add-quote").textContent = block.textContent.trim().slice(0, 1500);
    dialog.showModal();
    form.elements.quote.focus();
  }

  const wanted = reader.dataset.record || location.hash.slice(1);
  if (/^(add|[a-z]{3})-[0-9a-f]+$/.test(wanted)) {
    current = wanted;
    if (reader.dataset.record) show(wanted, true); else open(wanted);
  }
  // A page at another port leads here by what stands behind "#": what stands behind "?" is for our own pages.
  else if (/^at=\d{1,9}$/.test(wanted)) toOffset(+wanted.slice(3));
  else if (reader.dataset.offset) toOffset(+reader.dataset.offset);
  paper.focus({ preventScroll: true });
  setTimeout(() => idle(rest), 300);
})();
