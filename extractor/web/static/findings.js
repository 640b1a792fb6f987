// The findings: j and k move, one key decides and goes to the next, bulk acts touch what is shown only. Moving never decides.
"use strict";
(() => {
  const list = document.getElementById("findings");
  const all = () => [...list.querySelectorAll(".finding")];
  let at = -1;

  function go(to, focus = true) {
    const cards = all();
    if (!cards.length) return;
    at = Math.max(0, Math.min(cards.length - 1, to));
    cards.forEach((card, index) => card.classList.toggle("current", index === at));
    if (focus) { cards[at].focus({ preventScroll: true }); cards[at].scrollIntoView({ block: "nearest" }); }
  }
  const current = () => all()[at];

  function put(changed) {
    for (const [id, html] of Object.entries(changed.cards || {})) {
      const old = document.getElementById("f-" + id);
      if (!old) continue;
      const box = document.createElement("template");
      box.innerHTML = html.trim();
      const fresh = box.content.firstElementChild;
      old.replaceWith(fresh);
      if (window.htmx) window.htmx.process(fresh);
    }
    count();
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.(".decide, .bulk");
    if (!form || !event.detail.successful) return;
    const changed = JSON.parse(event.detail.xhr.responseText);
    put(changed);
    if (form.classList.contains("decide")) {
      const cards = all();
      const index = cards.findIndex((card) => card.dataset.record === form.dataset.record);
      // Behind the last of the page comes the next page, at its first finding.
      const more = index + 1 === cards.length && document.querySelector('.pager [rel="next"]');
      if (more) location.assign(more.href + "#first"); else go(index + 1 < cards.length ? index + 1 : index);
    } else go(Math.max(0, at));
  });
  document.addEventListener("desk:changed", (event) => {
    put(event.detail);
    const first = (event.detail.records || [])[0];
    const index = all().findIndex((card) => card.dataset.record === first);
    if (index >= 0) go(index); else if (first) location.reload();
  });

  const bulk = document.getElementById("bulk");
  const picked = () => [...list.querySelectorAll('[name="pick"]:checked')].map((box) => box.value);
  function count() {
    if (!bulk) return;
    const box = document.getElementById("bulk-count");
    const n = picked().length;
    box.textContent = n ? `${box.dataset.some} ${n}` : box.dataset.all;
  }
  list.addEventListener("change", (event) => { if (event.target.name === "pick") count(); });
  if (bulk) {
    bulk.addEventListener("htmx:configRequest", (event) => {
      const some = picked();
      event.detail.parameters.delete?.("pick");
      const ids = some.length ? some : all().map((card) => card.dataset.record);
      if (event.detail.formData) { event.detail.formData.delete("pick"); ids.forEach((id) => event.detail.formData.append("record", id)); }
      else event.detail.parameters.record = ids;
    });
    bulk.addEventListener("htmx:confirm", (event) => {
      event.preventDefault();
      if (picked().length || window.confirm(list.dataset.saidBulk)) event.detail.issueRequest(true);
    });
  }

  if (location.hash === "#first") go(0);

  // A reason or note is typed first and decided then: Enter must not press the first button of the form, which means "a real error".
  list.addEventListener("keydown", (event) => {
    const field = event.target.closest(".decide input, .decide textarea, .bulk input");
    if (!field || !window.desk.typing(event) || event.isComposing) return;
    if (event.key !== "Escape" && !(event.key === "Enter" && field.tagName === "INPUT")) return;
    event.preventDefault();
    event.stopPropagation();
    if (field.closest(".bulk")) field.form.querySelector("button").focus();
    else field.closest(".finding").focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (window.desk.typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (key === "j") go(at + 1);
    else if (key === "k") go(at - 1);
    else if (!current()) return;
    else if (key === "a" || key === "x" || key === "l") current().querySelector(`.decide [value=${{ a: "accepted", x: "rejected", l: "later" }[key]}]`)?.click();
    else if (key === "n") { const more = current().querySelector(".decide details"); if (more) { event.preventDefault(); more.open = true; more.querySelector("input").focus(); } }
    else if (key === "s") current().querySelector("[name=pick]")?.click();
    else if (key === "Enter" && document.activeElement === current()) location.href = current().querySelector("[data-row]").href;
  });
  list.addEventListener("focusin", (event) => {
    const index = all().indexOf(event.target.closest(".finding"));
    if (index >= 0 && index !== at) go(index, false);
  });
})();
