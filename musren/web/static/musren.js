/* What script adds to pages that work without it: autosave, money, rows, dates, filters. */
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (el) => el.dispatchEvent(new Event("input", { bubbles: true }));

  /* --- Money: dots as one types, words below ------------------------------------------- */

  const ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
  const SCALES = [[1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"], [1e3, "ribu"]];

  const words = (n) => {
    if (n < 12) return ONES[n];
    if (n < 20) return `${ONES[n - 10]} belas`;
    if (n < 100) return `${ONES[Math.floor(n / 10)]} puluh ${ONES[n % 10]}`.trim();
    if (n < 200) return `seratus ${words(n - 100)}`.trim();
    if (n < 1000) return `${ONES[Math.floor(n / 100)]} ratus ${words(n % 100)}`.trim();
    if (n < 2000) return `seribu ${words(n - 1000)}`.trim();
    const [size, name] = SCALES.find(([scale]) => n >= scale);
    return `${words(Math.floor(n / size))} ${name} ${words(n % size)}`.trim();
  };

  const dotted = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ".");

  const onMoney = (input) => {
    const plain = input.value.replace(/^\s*Rp\.?\s*/i, "").replace(/,00$/, "");
    if (!/^[\d.\s]*$/.test(plain)) return tellMoney(input, "");
    const digits = plain.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
    const after = input.value.length - (input.selectionEnd ?? input.value.length);
    const shown = dotted(digits);
    if (shown !== input.value) {
      input.value = shown;
      if (document.activeElement === input) {
        const at = Math.max(0, shown.length - after);
        input.setSelectionRange(at, at);
      }
    }
    tellMoney(input, digits && digits.length < 15 ? `${words(Number(digits)) || "nol"} rupiah` : "");
  };

  const tellMoney = (input, text) => {
    const box = input.closest(".uang");
    if (!box) return;
    let told = box.querySelector(".uang-kata");
    if (!told) {
      told = document.createElement("output");
      told.className = "uang-kata";
      told.htmlFor = input.id;
      box.append(told);
    }
    told.textContent = text;
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-rupiah]")) onMoney(event.target);
  });

  /* --- Dates: the picker of the device beside the text ----------------------------------- */

  const withPicker = (input) => {
    const picker = document.createElement("input");
    if (!("showPicker" in picker) || input.closest("template")) return;
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.textContent = "Pilih";
    button.setAttribute("aria-label", "Pilih tanggal pada kalender");
    button.addEventListener("click", () => {
      const [, d, m, y] = input.value.match(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/) ?? [];
      picker.value = y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : "";
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      const [y, m, d] = picker.value.split("-");
      if (!y) return;
      input.value = `${Number(d)}/${Number(m)}/${y}`;
      typing(input);
    });
    if (!input.parentElement.matches(".hari")) {
      const line = document.createElement("div");
      line.className = "hari";
      input.replaceWith(line);
      line.append(input);
    }
    input.after(button, picker);
  };

  /* --- Long lists: a box to narrow them down ---------------------------------------------- */

  const withFilter = (box) => {
    const select = box.querySelector("select");
    const items = select ? all("option[value]:not([value=''])", select) : all(".butir", box);
    if (items.length <= 12) return;
    const search = document.createElement("input");
    search.type = "search";
    search.className = "form-control saring";
    search.placeholder = box.dataset.saring;
    search.setAttribute("aria-label", box.dataset.saring);
    search.addEventListener("input", (event) => {
      event.stopPropagation();
      const wanted = search.value.toLowerCase().split(/\s+/);
      for (const item of items) {
        const text = item.textContent.toLowerCase();
        const kept = item.selected || item.querySelector?.("input:checked");
        item.hidden = !kept && !wanted.every((word) => text.includes(word));
      }
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    (select ?? box.firstElementChild).before(search);
  };

  /* --- Rows: add, take out, paste from a spreadsheet -------------------------------------- */

  const announce = (text) => {
    const status = document.querySelector("[data-status]");
    if (status) status.textContent = text;
  };

  class Rows {
    constructor(section) {
      this.section = section;
      this.body = section.querySelector("tbody");
      this.model = section.querySelector("template");
      this.most = Number(section.dataset.palingBanyak);
      this.next = this.rows().length;
      if (!this.body) return;
      section.addEventListener("paste", (event) => this.paste(event));
      if (this.model) section.addEventListener("click", (event) => this.click(event));
      this.count();
    }

    rows() { return all("tbody > tr", this.section); }

    inputs(row) { return all("td", row).map((cell) => cell.querySelector("input, select, textarea")).filter(Boolean); }

    filled(input) { return input.type === "checkbox" ? Boolean(input.closest("td").querySelector(":checked")) : input.value.trim(); }

    click(event) {
      const button = event.target.closest("button[name=aksi]");
      if (!button) return;
      const [act] = button.value.split(":");
      if (act === "tambah") {
        event.preventDefault();
        this.inputs(this.add())[0]?.focus();
      } else if (act === "hapus") {
        event.preventDefault();
        this.remove(button.closest("tr"));
      }
    }

    add() {
      const number = this.next++;
      const holder = document.createElement("tbody");
      holder.innerHTML = this.model.innerHTML.replaceAll("__n__", String(number));
      const row = holder.querySelector("tr");
      this.body.append(row);
      this.renumber();
      return row;
    }

    remove(row) {
      const near = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      this.renumber();
      announce("Baris dihapus.");
      (near ? this.inputs(near)[0] : this.section.querySelector(".tambah-baris button"))?.focus();
      this.section.dispatchEvent(new Event("input", { bubbles: true }));
    }

    renumber() {
      this.rows().forEach((row, at) => {
        row.querySelector(".nomor-angka").textContent = String(at + 1);
        const printed = row.querySelector("[data-kode]"); // the row's id on the blank form
        if (printed) printed.textContent = `${printed.dataset.kode}.${at + 1}`;
        for (const told of all(":is(label, legend) > .tersembunyi", row)) told.textContent = ` baris ${at + 1}`;
      });
      this.count();
    }

    count() {
      const told = this.section.querySelector("[data-banyak-baris]");
      const filled = this.rows().filter((r) => this.inputs(r).some(this.filled)).length;
      if (told) told.textContent = filled ? `${filled} terisi. Anda dapat menempel baris dari lembar kerja.` : "Anda dapat menempel baris dari lembar kerja.";
    }

    tick(cell, value) { // "Jan, Feb" or "1; 2" ticks those boxes
      const wanted = value.toLowerCase().split(/[\s,;]+/).filter(Boolean);
      for (const box of all("input", cell)) {
        const name = cell.querySelector(`label[for="${box.id}"]`).textContent.trim().toLowerCase();
        box.checked = wanted.some((word) => word === box.value || word.startsWith(name));
      }
    }

    paste(event) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/[\t\n]/.test(text.trim()) || event.target.matches("textarea")) return;
      const start = event.target.closest("tr");
      if (!start) return;
      event.preventDefault();
      const from = this.inputs(start).indexOf(event.target);
      const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim());
      let row = start;
      let pasted = 0;
      for (const line of lines) {
        if (!row && (!this.model || this.rows().length >= this.most)) break;
        row ??= this.add();
        const inputs = this.inputs(row);
        line.split("\t").forEach((value, at) => { if (inputs[from + at]) this.fill(inputs[from + at], value.trim()); });
        row = row.nextElementSibling;
        pasted += 1;
      }
      this.renumber();
      announce(`${pasted} baris ditempel.${pasted < lines.length ? ` ${lines.length - pasted} baris tidak muat.` : ""}`);
      typing(event.target);
    }

    fill(input, value) {
      if (input.type === "checkbox") return this.tick(input.closest("td"), value);
      if (input.tagName !== "SELECT") {
        input.value = value;
        if (input.matches("[data-rupiah]")) onMoney(input);
        return;
      }
      const plain = value.toLowerCase();
      const same = (o) => o.value && (o.value.toLowerCase() === plain || o.text.toLowerCase() === plain);
      const begins = (o) => plain && o.value && o.text.toLowerCase().startsWith(plain);
      const truthy = { y: "ya", x: "ya", "v": "ya", "✓": "ya", t: "tidak" }[plain];
      const found = [...input.options].find(same) ?? [...input.options].find((o) => o.value === truthy) ?? [...input.options].find(begins);
      input.value = found ? found.value : "";
    }
  }

  /* --- Autosave: a draft is kept while one types ------------------------------------------- */

  class Autosave {
    constructor(form) {
      this.form = form;
      this.status = form.querySelector("[data-status]");
      this.pause = form.elements.length > 300 ? 15000 : 3000;
      this.running = null;
      this.dirty = false;
      this.stopped = false;
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", () => this.later());
      form.addEventListener("submit", (event) => this.beforeSubmit(event));
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
    }

    later() {
      this.dirty = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), this.pause);
    }

    async save() {
      if (!this.dirty || this.stopped || this.running) return;
      this.dirty = false;
      this.running = this.send();
      await this.running;
      this.running = null;
      if (this.dirty) this.later();
    }

    async send() {
      const body = new URLSearchParams(new FormData(this.form));
      try {
        const answer = await fetch(this.form.dataset.draf, { method: "POST", body, headers: { Accept: "application/json" } });
        const told = await answer.json();
        if (answer.ok) {
          this.form.elements.tanda.value = told.tanda;
          this.status.textContent = `Tersimpan pukul ${told.tersimpan}.`;
        } else {
          this.stopped = answer.status === 409 || answer.status === 401;
          this.status.textContent = told.message;
        }
      } catch {
        this.dirty = true;
        this.status.textContent = "Belum tersimpan: sambungan terputus. Isian tetap ada di halaman ini dan dicoba lagi.";
      }
    }

    beforeSubmit(event) {
      clearTimeout(this.timer);
      this.dirty = false; // the page itself carries it; leaving must not save it a second time
      if (!this.running) return;
      event.preventDefault(); // our own autosave must not look like somebody else's change
      this.running.then(() => this.form.requestSubmit(event.submitter));
    }
  }

  /* --- Start ------------------------------------------------------------------------------- */

  all("[data-rupiah]").forEach(onMoney);
  all("[data-hari]").forEach(withPicker);
  all("[data-saring]").forEach(withFilter);
  all("[data-kelompok]").forEach((section) => new Rows(section));
  all("form[data-draf]").forEach((form) => new Autosave(form));
  document.getElementById("ringkasan")?.focus();

  // A form sent once is sent once: the second press while waiting does nothing
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target.dataset.terkirim) event.preventDefault();
    else if (event.target.method === "post") {
      event.target.dataset.terkirim = "ya";
      setTimeout(() => delete event.target.dataset.terkirim, 10000); // a download leaves us on the page
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("form[data-terkirim]").forEach((form) => delete form.dataset.terkirim);
  });
})();
