// Pictures by Observable Plot; every point and bar leads to its source; each picture can be taken along as SVG or PNG.
"use strict";
(() => {
  const { Plot, d3 } = window;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const vi = document.documentElement.lang === "vi";
  const numbers = (value) => new Intl.NumberFormat(vi ? "vi-VN" : "en-GB", { maximumFractionDigits: 2, notation: Math.abs(value) >= 1e6 ? "compact" : "standard" }).format(value);
  const middle = (point) => new Date((Date.parse(point.from || point.to) + Date.parse(point.to)) / 2);
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);
  const base = (width) => ({ width, style: { background: "transparent", color: colour("--ink"), fontFamily: colour("--ui"), fontSize: "12px" } });

  function series(box, data, width) {
    const dated = data.points.filter((p) => p.to && p.value !== null).map((p) => ({ ...p, at: middle(p) }));
    if (!dated.length) return null;
    const groups = d3.rollups(dated, (v) => v.length, (p) => p.subject).sort((a, b) => b[1] - a[1]).slice(0, 9).map((g) => g[0]);
    const shown = dated.filter((p) => groups.includes(p.subject));
    const legend = { domain: groups, label: null, legend: true, range: ["#2f6fb5", "#c2571a", "#27835a", "#8b4fb3", "#a8324a", "#6c6a1f", "#17788a", "#8a5a44", "#586471"], tickFormat: (g) => short(g, 40) };
    return Plot.plot({
      ...base(width), height: 380, marginLeft: 70, marginRight: 30, color: legend, symbol: { legend: false },
      x: { type: "time", label: null, grid: false, tickFormat: (at) => (at.getMonth() ? `${at.getMonth() + 1}/${at.getFullYear()}` : String(at.getFullYear())), ticks: Math.max(3, Math.floor(width / 110)) }, y: { grid: true, label: data.unit, tickFormat: numbers, nice: true, zero: d3.min(shown, (p) => p.value) >= 0 && d3.min(shown, (p) => p.value) < d3.max(shown, (p) => p.value) / 3 },
      marks: [
        Plot.lineY(shown.filter((p) => p.role !== "target"), { x: "at", y: "value", stroke: "subject", z: (p) => `${p.subject}|${p.role}|${Math.round((Date.parse(p.to) - Date.parse(p.from || p.to)) / 4e9)}`, strokeOpacity: 0.5, sort: "at" }),
        Plot.dot(shown, { x: "at", y: "value", stroke: "subject", fill: (p) => (p.role === "target" ? "none" : p.subject), r: 4.5, href: "url", title: (p) => `${p.subject}\n${p.period || ""}: ${p.quote || p.value}\n${p.source}\n${short(p.sentence || "", 180)}` }),
      ],
    });
  }

  function findings(box, data, width) {
    if (!data.length) return null;
    const said = box.dataset;
    const names = { error: said.saidError, warning: said.saidWarning, info: said.saidInfo };
    const bodies = d3.rollups(data, (v) => d3.sum(v, (d) => d.count), (d) => d.body).sort((a, b) => b[1] - a[1]).slice(0, 24).map((b) => b[0]);
    const months = [...new Set(data.map((d) => d.month))].sort();
    const cells = d3.flatRollup(data.filter((d) => bodies.includes(d.body)), (v) => ({ count: d3.sum(v, (d) => d.count), worst: ["error", "warning", "info"].find((s) => v.some((d) => d.severity === s)), parts: v }), (d) => d.body, (d) => d.month)
      .map(([body, month, v]) => ({ body, month, ...v }));
    const room = Math.min(330, width * 0.4);
    // Months stand aslant where they would touch each other.
    const aslant = (width - room) / months.length < 62;
    return Plot.plot({
      ...base(width), height: (aslant ? 84 : 60) + 26 * bodies.length, marginLeft: room, marginTop: aslant ? 64 : 40,
      x: { domain: months, label: null, axis: "top", tickRotate: aslant ? -45 : 0, tickFormat: (m) => (m === "–" ? said.saidUndated : m.split("-").reverse().join("/")) }, y: { domain: bodies, label: null, tickFormat: (b) => short(b, Math.floor(room / 7)) },
      color: { domain: ["error", "warning", "info"], range: ["#c23a3a", "#c98a1b", "#5a7fa3"], legend: true, tickFormat: (s) => names[s] },
      r: { range: [4, 13] },
      marks: [
        Plot.dot(cells, { x: "month", y: "body", r: "count", fill: "worst", fillOpacity: 0.85, title: (c) => `${c.body} · ${c.month}\n` + c.parts.map((p) => `${names[p.severity]}: ${p.count}`).join("\n"), href: (c) => (c.body === "–" ? "/" : `/?body=${encodeURIComponent(c.body)}&sort=worst`) }),
        Plot.text(cells, { x: "month", y: "body", text: (c) => String(c.count), dx: 18, fontSize: 11 }),
      ],
    });
  }

  function checked(box, data, width) {
    if (!data.length) return null;
    const said = box.dataset;
    const rows = data.flatMap((d) => [["verified", d.verified], ["broken", d.broken], ["free", d.figures - d.verified - d.broken]].map(([part, count]) => ({ ...d, part, count, share: count / d.figures })));
    const names = { verified: said.saidVerified, broken: said.saidBroken, free: said.saidFree };
    const room = Math.min(260, width * 0.4);
    return Plot.plot({
      ...base(width), height: 70 + 20 * data.length, marginLeft: room, x: { percent: true, label: "%", grid: true, domain: [0, 100] },
      y: { domain: data.map((d) => d.source), label: null, tickFormat: (s) => short((data.find((d) => d.source === s) || {}).name || s, Math.floor(room / 7)) },
      color: { domain: ["verified", "broken", "free"], range: ["#3d9160", "#c23a3a", "#a9b2bd"], legend: true, tickFormat: (p) => names[p] },
      marks: [Plot.barX(rows, { x: "share", y: "source", fill: "part", href: "url", title: (d) => `${d.name}\n${d.source}\n${names[d.part]}: ${d.count} / ${d.figures}` })],
    });
  }

  function graph(box, data, width) {
    if (data.nodes.length < 2) return null;
    // Where the document itself is not here, nothing stands to its right.
    const places = data.nodes.some((n) => n.side === "right") ? { left: 0.24, middle: 0.5, right: 0.76 } : { left: 0.46, middle: 0.8 };
    const columns = d3.group(data.nodes, (n) => n.side);
    const most = d3.max([...columns.values()], (c) => c.length);
    const height = Math.max(140, most * 24 + 30);
    const place = new Map();
    for (const [side, nodes] of columns) nodes.forEach((node, i) => place.set(node.id, { x: places[side], y: ((i + 0.5) / nodes.length) * 100, ...node }));
    const links = data.links.map((l) => ({ x1: place.get(l.source).x, y1: place.get(l.source).y, x2: place.get(l.target).x, y2: place.get(l.target).y, count: l.count }));
    const nodes = [...place.values()];
    const letters = Math.max(12, Math.floor((width * (places.right ? 0.24 : 0.46) - 24) / 6.8));
    const label = (side, anchor, dx) => Plot.text(nodes.filter((n) => n.side === side), { x: "x", y: "y", text: (n) => (n.count > 1 ? `${short(n.name, letters - 4)} (${n.count})` : short(n.name, letters)), textAnchor: anchor, dx, href: "url", fill: colour("--link"), title: "name" });
    return Plot.plot({
      ...base(width), height, axis: null, margin: 10, x: { domain: [0, 1] }, y: { domain: [0, 100], reverse: true },
      marks: [Plot.link(links, { x1: "x1", y1: "y1", x2: "x2", y2: "y2", stroke: colour("--dim"), strokeOpacity: 0.5, strokeWidth: (l) => 1 + Math.log2(l.count), curve: "bump-x" }), Plot.dot(nodes, { x: "x", y: "y", r: 4, fill: colour("--accent"), href: "url" }), label("left", "end", -8), label("right", "start", 8), Plot.text(nodes.filter((n) => n.side === "middle"), { x: "x", y: "y", text: (n) => short(n.name, Math.floor((width * (places.right ? 0.25 : 0.2)) / 4)), dy: -14, fontWeight: 700 })],
    });
  }

  const KINDS = { series, findings, checked, graph };
  async function draw(box) {
    const kind = box.dataset.graph ? "graph" : box.dataset.kind;
    if (!box.data) {
      const answer = await fetch(box.dataset.graph || box.dataset.url, { credentials: "same-origin" });
      if (!answer.ok) return;
      box.data = await answer.json();
    }
    const target = box.querySelector(".plot");
    const made = KINDS[kind](box, box.data, Math.max(kind === "graph" && box.data.nodes.some((n) => n.side === "right") ? 620 : 320, target.clientWidth));
    target.replaceChildren(made || Object.assign(document.createElement("p"), { className: "empty", textContent: box.dataset.saidNone }));
    box.querySelectorAll("[data-save]").forEach((button) => { button.disabled = !made; });
  }

  // -- to take along: the picture with its title, on white, in one file that needs nothing else
  function picture(box) {
    const parts = [...box.querySelectorAll(".plot svg")];
    const chart = parts[parts.length - 1];
    const width = +chart.getAttribute("width"), height = +chart.getAttribute("height");
    const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of [["xmlns", "http://www.w3.org/2000/svg"], ["xmlns:xlink", "http://www.w3.org/1999/xlink"], ["width", width], ["height", height + 62], ["viewBox", `0 0 ${width} ${height + 62}`], ["font-family", "Arial, sans-serif"], ["font-size", "12"]]) whole.setAttribute(key, value);
    const add = (name, attributes, text) => { const element = document.createElementNS("http://www.w3.org/2000/svg", name); for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value); if (text) element.textContent = text; whole.append(element); };
    add("rect", { width: "100%", height: "100%", fill: "#ffffff" });
    add("text", { x: 12, y: 22, "font-size": 15, "font-weight": 700, fill: "#1b2430" }, box.dataset.name);
    let x = 12;
    for (const swatch of box.querySelectorAll('.plot [class*="-swatch"]')) {
      const mark = swatch.querySelector("svg rect, svg circle, svg");
      const fill = mark ? getComputedStyle(mark).fill : "#888";
      const label = swatch.textContent.trim();
      if (!label) continue;
      add("rect", { x, y: 36, width: 12, height: 12, fill });
      add("text", { x: x + 17, y: 46, fill: "#1b2430" }, label);
      x += 34 + label.length * 6.6;
    }
    const inner = chart.cloneNode(true);
    inner.querySelectorAll("style").forEach((style) => style.remove());
    inner.setAttribute("y", 60);
    inner.setAttribute("color", "#1b2430");
    Object.assign(inner.style, { color: "#1b2430", fontFamily: "Arial, sans-serif", fontSize: "12px", overflow: "visible" });
    inner.querySelectorAll("a").forEach((a) => { const href = a.getAttributeNS("http://www.w3.org/1999/xlink", "href") || a.getAttribute("href"); if (href) a.setAttributeNS("http://www.w3.org/1999/xlink", "href", new URL(href, location.href).href); });
    whole.append(inner);
    return { text: new XMLSerializer().serializeToString(whole), width, height: height + 62 };
  }
  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (!button) return;
    const box = button.closest(".chart");
    const { text, width, height } = picture(box);
    const name = box.dataset.name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "bieu-do";
    const svg = new Blob([text], { type: "image/svg+xml" });
    if (button.dataset.save === "svg") { save(svg, name + ".svg"); return; }
    const image = new Image();
    const url = URL.createObjectURL(svg);
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = width * 2;
      canvas.height = height * 2;
      const pen = canvas.getContext("2d");
      pen.scale(2, 2);
      pen.drawImage(image, 0, 0, width, height);
      canvas.toBlob((blob) => save(blob, name + ".png"), "image/png");
      URL.revokeObjectURL(url);
    };
    image.src = url;
  });

  const all = [...document.querySelectorAll(".chart")];
  all.forEach(draw);
  let timer = 0;
  addEventListener("resize", () => { clearTimeout(timer); timer = setTimeout(() => all.forEach(draw), 200); });
  new MutationObserver(() => all.forEach(draw)).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
})();
