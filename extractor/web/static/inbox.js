// The inbox: files by drag and drop or by choice, one request a file, with what was sent; then a job reads them and the list is shown anew.
"use strict";
(() => {
  const drop = document.getElementById("drop");
  if (!drop) return;
  const said = drop.dataset;
  const bar = document.getElementById("sent"), now = document.getElementById("now"), done = document.getElementById("done");

  async function walk(entry, prefix, out) {
    if (entry.isFile) {
      const file = await new Promise((ok, bad) => entry.file(ok, bad));
      out.push([file, prefix + file.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const entries = await new Promise((ok, bad) => reader.readEntries(ok, bad));
      if (!entries.length) return;
      for (const inner of entries) await walk(inner, prefix + entry.name + "/", out);
    }
  }

  function send(file, name, batch, moved) {
    return new Promise((ok, bad) => {
      const request = new XMLHttpRequest();
      request.open("POST", `/-/desk-upload?name=${encodeURIComponent(name)}&batch=${batch}`);
      request.setRequestHeader("x-csrftoken", window.desk.token());
      request.setRequestHeader("content-type", "application/octet-stream");
      request.setRequestHeader("accept", "application/json");
      request.upload.onprogress = (event) => moved(event.loaded);
      request.onload = () => (request.status === 200 ? ok(JSON.parse(request.responseText)) : bad(new Error(request.responseText.slice(0, 200))));
      request.onerror = () => bad(new Error(said.saidFailed));
      request.send(file);
    });
  }

  const clutter = (name) => name.split("/").some((part) => part.startsWith(".") || part.startsWith("~$")) || /(^|\/)(thumbs\.db|desktop\.ini)$/i.test(name);
  function line(text) { const item = document.createElement("li"); item.textContent = text; done.prepend(item); }

  async function upload(files) {
    const wanted = files.filter(([, name]) => !clutter(name));
    if (!wanted.length) return;
    document.getElementById("progress").hidden = false;
    done.replaceChildren();
    const total = wanted.reduce((sum, [file]) => sum + file.size, 0) || 1;
    let sent = 0, batch = "";
    for (const [index, [file, name]] of wanted.entries()) {
      now.textContent = `${said.saidSending} ${index + 1}/${wanted.length}: ${name}`;
      if (file.size > +said.limit) { line(`${name}: ${said.saidLarge}`); sent += file.size; continue; }
      try {
        const made = await send(file, name, batch, (loaded) => { bar.value = (100 * (sent + loaded)) / total; });
        batch = made.batch;
        line(`✓ ${name}`);
      } catch (error) { line(`✗ ${name}: ${error.message}`); }
      sent += file.size;
      bar.value = (100 * sent) / total;
    }
    now.textContent = said.saidDone;
    if (!batch) return;
    const job = await window.desk.post("/-/desk-read", new URLSearchParams({ batch })).catch(() => null);
    if (job && job.known) line(`= ${job.known}`);
    watch();
  }

  function watch() { window.htmx.trigger("#jobs", "refresh"); }
  // When the last job has ended, the list is shown anew.
  let open = 0;
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const state = document.querySelector("#jobs .jobs");
    if (!state) return;
    const before = open;
    open = +state.dataset.open;
    if (before && !open) {
      const form = document.getElementById("filter");
      if (form) window.htmx.trigger(form, "submit"); else location.reload();
    }
  });

  for (const type of ["dragenter", "dragover"]) drop.addEventListener(type, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const type of ["dragleave", "drop"]) drop.addEventListener(type, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  drop.addEventListener("drop", async (event) => {
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = [];
    if (entries.length) for (const entry of entries) await walk(entry, "", files);
    else for (const file of event.dataTransfer.files) files.push([file, file.name]);
    upload(files);
  });
  // A file dropped beside the box must not replace the page.
  for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
  for (const id of ["files", "folder"]) {
    const input = document.getElementById(id);
    input.addEventListener("change", () => { upload([...input.files].map((file) => [file, file.webkitRelativePath || file.name])).then(() => { input.value = ""; }); });
  }
  // A failure that is off the list: its row goes, and with the last one the section.
  function gone(row) {
    const section = row.closest("section");
    row.remove();
    const left = section.querySelectorAll("tbody tr").length;
    if (left) section.querySelector("h2 .n").textContent = left; else section.remove();
  }
  document.addEventListener("click", async (event) => {
    const retry = event.target.closest("[data-retry]"), forget = event.target.closest("[data-forget]");
    if (event.target.closest('[data-act="samples"]')) { await window.desk.post("/-/desk-samples", ""); watch(); }
    else if (retry) { retry.disabled = true; await window.desk.post("/-/desk-retry", new URLSearchParams({ path: retry.dataset.retry })).catch(() => {}); watch(); }
    else if (forget) { await window.desk.post("/-/desk-forget", new URLSearchParams({ path: forget.dataset.forget })).then(() => gone(forget.closest("tr")), () => {}); }
  });
})();
