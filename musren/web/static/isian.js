/* What script adds to rows of a form: totals and ranks as one types, pictures one can drag on. */
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (el) => el.dispatchEvent(new Event("input", { bubbles: true }));
  const clamp = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));
  const announce = (text) => {
    const status = document.querySelector("[data-status]");
    if (status) status.textContent = text;
  };

  const rowsOf = (section) => all("tbody > tr", section);
  const cellOf = (row, column) => row?.querySelector(`[name^="${row.closest("[data-kelompok]").dataset.kelompok}-"][name$="-${column}"]`);

  /* A figure as people type it here: "1.250.000", "Rp 5.000,00", "2,5"; null when it is none. */
  const number = (text) => {
    const plain = String(text ?? "").trim().replace(/^Rp\.?\s*/i, "").replace(/,00$/, "").replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  };

  /* --- Totals and ranks --------------------------------------------------------------------- */

  class Figures {
    constructor(section) {
      this.section = section;
      this.columns = (section.dataset.hitung ?? "").split(" ").filter(Boolean);
      this.tie = section.dataset.seri;
      section.addEventListener("input", () => this.tell());
      section.addEventListener("change", () => this.tell());
    }

    tell() {
      if (this.columns.length) this.rank();
      for (const out of all("[data-total]", this.section)) this.sum(out);
    }

    rank() {
      const scored = rowsOf(this.section).map((row) => {
        const scores = this.columns.map((column) => whole(cellOf(row, column)?.value));
        const known = scores.filter((one) => one !== null);
        const tie = this.tie ? whole(cellOf(row, this.tie)?.value) : null;
        return { row, total: known.length ? known.reduce((a, b) => a + b) : null, ready: known.length === scores.length, tie };
      });
      const ranked = scored.filter((one) => one.ready);
      for (const one of scored) {
        this.put(one.row, "[data-jumlah]", one.total);
        this.put(one.row, "[data-peringkat]", one.ready ? this.rankOf(one, ranked) : null);
      }
    }

    /* Equal totals share a rank until every one of them has a tie number of its own. */
    rankOf(one, ranked) {
      const equal = ranked.filter((other) => other.total === one.total).map((other) => other.tie);
      const settled = !equal.includes(null) && new Set(equal).size === equal.length;
      const before = settled ? equal.filter((tie) => tie < one.tie).length : 0;
      return 1 + ranked.filter((other) => other.total > one.total).length + before;
    }

    put(row, selector, value) {
      const out = row.querySelector(selector);
      const text = value === null ? "–" : String(value);
      if (out && out.textContent !== text) out.textContent = text;
    }

    sum(out) {
      const typed = rowsOf(this.section).map((row) => number(cellOf(row, out.dataset.total)?.value) ?? 0);
      const total = typed.reduce((a, b) => a + b, 0);
      const told = total.toLocaleString("id-ID", { maximumFractionDigits: 3 });
      out.textContent = out.dataset.bentuk === "rupiah" ? `Rp${told}` : told;
    }
  }

  const whole = (text) => {
    const found = number(text);
    return found !== null && Number.isInteger(found) ? found : null;
  };

  /* --- Pictures ------------------------------------------------------------------------------ */

  const RINGS = 5; // sizes and distances of a bagan go from 1 to this
  const REACH = 22; // pixels around a mark that a finger may hit

  /* How the place of a mark and the answers of its row belong together, by kind of picture.
     `frame`: what the drawing tells about its measures; places are in the mark's own coordinates. */
  const KINDS = {
    sketsa: {
      columns: ["x", "y"],
      frame: (svg) => (svg.dataset.bidang ?? "").split(" ").map(Number),
      answers: ([x, y], [left, top, wide, high]) => ({ x: clamp(((x - left) / wide) * 1000, 0, 1000), y: clamp(((y - top) / high) * 1000, 0, 1000) }),
      place: ({ x, y }, [left, top, wide, high]) => [left + (x / 1000) * wide, top + (y / 1000) * high],
      key: ({ x, y }, key, far) => {
        const step = far ? 50 : 10;
        const [across, down] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[key] ?? [];
        return across === undefined ? null : { x: clamp(x + across, 0, 1000), y: clamp(y + down, 0, 1000) };
      },
      told: ({ x, y }) => `${x} dari kiri, ${y} dari atas`,
    },
    bagan: {
      columns: ["jarak", "sudut"],
      frame: (svg) => (svg.dataset.jarak ?? "").split(" ").map(Number), // from the middle, which is 0,0
      answers: ([x, y], rings) => {
        const away = rings.map((ring) => Math.abs(ring - Math.hypot(x, y)));
        return { jarak: away.indexOf(Math.min(...away)) + 1, sudut: (Math.round((Math.atan2(x, -y) * 180) / Math.PI) + 360) % 360 };
      },
      place: ({ jarak, sudut }, rings) => {
        const turn = (sudut * Math.PI) / 180;
        return [rings[jarak - 1] * Math.sin(turn), -rings[jarak - 1] * Math.cos(turn)];
      },
      key: ({ jarak, sudut }, key, far) => {
        const step = far ? 15 : 5;
        const [turn, away] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [];
        return turn === undefined ? null : { jarak: clamp(jarak + away, 1, RINGS), sudut: (sudut + turn + 360) % 360 };
      },
      told: ({ jarak, sudut }) => `jarak ${jarak}, sudut ${sudut} derajat`,
    },
  };

  class Picture {
    constructor(figure) {
      this.figure = figure;
      this.holder = figure.querySelector("[data-lukisan]");
      this.section = figure.closest("[data-kelompok]");
      this.form = figure.closest("form");
      this.kind = KINDS[figure.dataset.gambar];
      this.asked = 0;
      const caption = figure.querySelector("[data-bantuan]");
      if (caption?.dataset.bantuan) caption.textContent = caption.dataset.bantuan;
      this.section.addEventListener("input", () => this.later());
      this.section.addEventListener("change", () => this.later());
      if (!this.kind) return;
      this.section.addEventListener("focusin", (event) => this.edits(event.target.closest("tbody > tr")));
      this.holder.addEventListener("pointerdown", (event) => this.take(event));
      this.holder.addEventListener("pointermove", (event) => this.drag(event));
      this.holder.addEventListener("pointerup", (event) => this.drop(event));
      this.holder.addEventListener("pointercancel", () => { this.held = null; this.later(); });
      this.holder.addEventListener("click", (event) => this.tap(event));
      this.holder.addEventListener("keydown", (event) => this.key(event));
      this.prepare();
    }

    get svg() { return this.holder.querySelector("svg"); }

    get frame() { return this.kind.frame(this.svg); }

    markOf(target) { return target.closest?.("[data-baris]"); }

    rowOf(mark) { return rowsOf(this.section)[Number(mark.dataset.baris)]; }

    /* Marks can be reached by keyboard; a picture that only shows stays one image to a reader. */
    prepare() {
      this.svg?.setAttribute("role", "group");
      for (const mark of all("[data-baris]", this.holder)) {
        mark.setAttribute("tabindex", "0");
        mark.setAttribute("role", "button");
        const told = mark.querySelector("title")?.textContent ?? `Baris ${Number(mark.dataset.baris) + 1}`;
        mark.setAttribute("aria-label", `${told.replace(/^(\d+)\. /, "$1 ")}: pindahkan`); // as it is written in the picture
        all("text", mark).forEach((one) => one.after(" ")); // read as words, not as one
        mark.classList.add("dapat-digeser");
        const reach = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        reach.setAttribute("r", String(REACH / (mark.getScreenCTM()?.a || 1)));
        reach.setAttribute("class", "jangkauan");
        mark.prepend(reach);
      }
    }

    /* Where the pointer is, in the coordinates in which that mark (or the whole drawing) lies. */
    point(event, mark = null) {
      const frame = mark?.parentNode ?? this.svg;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(frame.getScreenCTM().inverse());
      return [at.x, at.y];
    }

    edits(row) {
      if (!row) return;
      this.editing = row;
      const at = rowsOf(this.section).indexOf(row);
      for (const mark of all("[data-baris]", this.holder)) mark.classList.toggle("sedang-diisi", Number(mark.dataset.baris) === at);
    }

    take(event) {
      const mark = this.markOf(event.target);
      if (!mark || event.button !== 0) return;
      const [x, y] = this.point(event, mark);
      const [at, down] = this.placed(mark);
      this.held = { mark, shift: [at - x, down - y], from: [event.clientX, event.clientY], moved: false };
      this.holder.setPointerCapture(event.pointerId);
    }

    placed(mark) {
      const own = mark.transform.baseVal.consolidate()?.matrix;
      return own ? [own.e, own.f] : [0, 0];
    }

    drag(event) {
      const held = this.held;
      if (!held) return;
      if (!held.moved && Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) < 4) return;
      held.moved = true;
      const [x, y] = this.point(event, held.mark);
      this.move(held.mark, [x + held.shift[0], y + held.shift[1]]);
    }

    move(mark, [x, y]) { mark.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`); }

    drop(event) {
      const held = this.held;
      this.held = null;
      if (!held) return;
      held.mark.focus();
      this.edits(this.rowOf(held.mark));
      this.justDropped = held.moved;
      if (!held.moved) return;
      const [x, y] = this.point(event, held.mark);
      this.write(this.rowOf(held.mark), this.kind.answers([x + held.shift[0], y + held.shift[1]], this.frame));
    }

    /* A tap on the empty map puts the row there that is being filled in, or the first without a place. */
    tap(event) {
      const after = this.justDropped;
      this.justDropped = false;
      if (after || this.markOf(event.target) || this.figure.dataset.gambar !== "sketsa") return;
      const point = this.point(event);
      const [left, top, wide, high] = this.frame;
      if (point[0] < left || point[1] < top || point[0] > left + wide || point[1] > top + high) return;
      const row = this.editing?.isConnected ? this.editing : rowsOf(this.section).find((one) => !cellOf(one, "x")?.value);
      if (!row) return announce("Pilih dahulu barisnya, lalu ketuk tempatnya pada gambar.");
      this.editing = row;
      this.write(row, this.kind.answers(point, this.frame));
    }

    key(event) {
      const mark = this.markOf(event.target);
      if (!mark) return;
      const row = this.rowOf(mark);
      const size = cellOf(row, "ukuran");
      const grow = { "+": 1, "=": 1, "-": -1 }[event.key];
      if (grow && size) {
        event.preventDefault();
        return this.write(row, { ukuran: clamp((number(size.value) ?? 3) + grow, 1, RINGS) });
      }
      const now = this.kind.answers(this.placed(mark), this.frame);
      for (const column of this.kind.columns) now[column] = number(cellOf(row, column)?.value) ?? now[column];
      const next = this.kind.key(now, event.key, event.shiftKey);
      if (!next) return;
      event.preventDefault();
      this.move(mark, this.kind.place(next, this.frame));
      this.write(row, next);
    }

    write(row, answers) {
      for (const [column, value] of Object.entries(answers)) {
        const input = cellOf(row, column);
        if (input) input.value = String(value);
      }
      const told = "ukuran" in answers ? `besar ${answers.ukuran}` : this.kind.told(answers);
      announce(`Baris ${rowsOf(this.section).indexOf(row) + 1}: ${told}.`);
      typing(row);
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.draw(), 500);
    }

    /* The server draws it anew from what is typed; nothing is kept by that. */
    async draw() {
      if (this.held) return this.later();
      const body = new URLSearchParams(new FormData(this.form));
      body.set("kelompok", this.section.dataset.kelompok);
      const turn = ++this.asked;
      try {
        const answer = await fetch(this.figure.dataset.alamat, { method: "POST", body });
        if (answer.status !== 200) return;
        const told = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
        if (turn === this.asked && !this.held && told.localName === "svg") this.show(told);
      } catch { /* without a connection the picture stays as it is; saving tells it */ }
    }

    show(told) {
      const focused = this.markOf(document.activeElement ?? this.figure)?.dataset.baris;
      this.holder.replaceChildren(document.importNode(told, true));
      if (!this.kind) return;
      this.prepare();
      if (focused !== undefined) this.holder.querySelector(`[data-baris="${focused}"]`)?.focus();
      else if (this.editing?.isConnected) this.edits(this.editing);
    }
  }

  all("[data-hitung], [data-kelompok]:has([data-total])").forEach((section) => new Figures(section));
  all("[data-gambar]").forEach((figure) => new Picture(figure));
})();

// --- notices that follow what is typed, such as the balance per source --------------------------

for (const box of document.querySelectorAll("[data-pengumuman]")) {
  const form = box.closest("form") || document.querySelector("form.isian");
  let waiting = 0;
  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(box.dataset.pengumuman, { method: "POST", body });
      if (!answer.ok || mine !== asked) return; // a later one is under way
      const { isi } = await answer.json();
      const page = new DOMParser().parseFromString(isi, "text/html");
      box.replaceChildren(...page.body.childNodes);
    } catch {
      // without a line the notice stays as it was when the page came
    }
  };
  form?.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 500);
  });
}
