// What all rooms share: the token of changes, keys, undo and redo, the theme, messages. No page needs it to be read.
"use strict";
(() => {
  const token = () => document.querySelector('meta[name="csrf"]').content;
  const said = (key) => document.body.dataset["said" + key] || "";
  let timer = 0;

  function toast(text) {
    const box = document.getElementById("toast");
    box.textContent = text;
    box.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => box.classList.remove("shown"), 4000);
  }

  async function post(url, body) {
    let answer;
    try {
      answer = await fetch(url, { method: "POST", body, headers: { "x-csrftoken": token(), accept: "application/json" }, credentials: "same-origin" });
    } catch {
      toast(said("Offline"));
      throw new Error("offline");
    }
    if (!answer.ok) {
      toast(said("Error") + (await answer.text()).slice(0, 300));
      throw new Error("refused " + answer.status);
    }
    return answer.status === 204 ? null : answer.json();
  }

  function typing(event) {
    const at = event.target;
    return at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) && !["checkbox", "radio", "button"].includes(at.type);
  }

  async function turn(way) {
    try {
      const changed = await post("/-/desk-" + way, "");
      toast(changed.nothing ? said("Nothing") : said(way === "undo" ? "Undone" : "Redone"));
      document.dispatchEvent(new CustomEvent("desk:changed", { detail: changed }));
    } catch { /* said already */ }
  }

  const THEMES = ["auto", "light", "dark"];
  async function theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    await post("/-/desk-theme", new URLSearchParams({ theme: root.dataset.theme })).catch(() => {});
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const act = button.dataset.act;
    if (act === "undo" || act === "redo") turn(act);
    else if (act === "theme") theme();
    else if (act === "print") print();
    else if (act === "help") document.getElementById("keys").showModal();
  });

  const rooms = { i: "/", f: "/findings", s: "/search", t: "/tasks", c: "/charts", r: "/refs" };
  let going = false;
  document.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (going) {
      going = false;
      if (rooms[event.key]) { event.preventDefault(); event.stopImmediatePropagation(); location.href = rooms[event.key]; }
      return;
    }
    if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1200); }
    else if (event.key === "?") document.getElementById("keys").showModal();
    else if (event.key === "u") turn("undo");
    else if (event.key === "U") turn("redo");
    else if (event.key === "/") {
      const box = document.querySelector('[data-focus="/"]');
      event.preventDefault();
      if (box) { box.focus(); box.select(); } else location.href = "/search";
    } else return;
  }, true);

  // Rows of lists: j and k move the focus from link to link.
  document.addEventListener("keydown", (event) => {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
    if (document.querySelector(".reader, .finding")) return;
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1);
    rows[next].focus();
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["x-csrftoken"] = token();
  });
  document.addEventListener("htmx:responseError", (event) => toast(said("Error") + (event.detail.xhr.responseText || "").slice(0, 300)));
  document.addEventListener("htmx:sendError", () => toast(said("Offline")));

  window.desk = { post, toast, typing, token, THEMES };
})();
