// Suggestions under the search box: a list that the arrow keys walk through.
"use strict";
(() => {
  const box = document.getElementById("q"), list = document.getElementById("suggestions");
  let timer = 0, at = -1, asked = 0;
  const options = () => [...list.querySelectorAll("[role=option]")];
  function hide() { list.hidden = true; at = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); }
  async function ask() {
    const mine = ++asked;
    const answer = await fetch("/search/suggest?q=" + encodeURIComponent(box.value), { credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    list.innerHTML = await answer.text();
    const some = options().length > 0 && document.activeElement === box;
    list.hidden = !some;
    at = -1;
    box.setAttribute("aria-expanded", String(some));
  }
  function pick(option) {
    if (option.dataset.url) { location.href = option.dataset.url; return; }
    box.value = option.dataset.query;
    hide();
    document.getElementById("search-form").submit();
  }
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 180); });
  box.addEventListener("blur", () => setTimeout(hide, 150));
  box.addEventListener("keydown", (event) => {
    const all = options();
    if (list.hidden || !all.length) return;
    if (event.key === "Escape") { hide(); event.preventDefault(); return; }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); pick(all[at]); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    box.setAttribute("aria-activedescendant", all[at].id);
  });
  list.addEventListener("mousedown", (event) => { const option = event.target.closest("[role=option]"); if (option) { event.preventDefault(); pick(option); } });
})();
