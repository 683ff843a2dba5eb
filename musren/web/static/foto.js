/* Photos are shrunk on the device and sent one by one, so that a broken line loses only one. */
"use strict";

(() => {
  const LONGEST = 1600;
  const QUALITY = 0.8;

  /* The picture upright, at most 1600 points long; the file itself where this browser cannot. */
  const shrunk = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const paper = canvas.getContext("2d");
      paper.fillStyle = "#fff"; // what is transparent becomes paper
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.imageSmoothingQuality = "high";
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return (await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); })) ?? file;
    } catch {
      return file;
    }
  };

  class Sender {
    constructor(form) {
      this.form = form;
      this.told = form.querySelector("[data-kabar]");
      this.button = form.querySelector("button.btn-primary");
      this.inputs = [...form.querySelectorAll("input[type=file]")];
      this.left = [];
      this.inputs.forEach((input) => input.addEventListener("change", () => { this.left = []; }));
      form.addEventListener("submit", (event) => {
        const chosen = this.left.length ? this.left : this.inputs.flatMap((input) => [...input.files]);
        if (!chosen.length) return; // the server says what is missing
        event.preventDefault();
        if (!this.button.disabled) this.all(chosen);
      });
    }

    async all(files) {
      this.button.disabled = true;
      const faults = [];
      this.left = [];
      for (const [at, file] of files.entries()) {
        const place = files.length > 1 ? `foto ${at + 1} dari ${files.length}` : "foto";
        this.tell(`Mengecilkan ${place} …`);
        const small = await shrunk(file);
        this.tell(`Mengirim ${place} (${Math.ceil(small.size / 1024)} KB) …`);
        const fault = await this.one(small, file.name);
        if (fault) {
          faults.push(fault);
          this.left.push(file);
        }
      }
      this.button.disabled = false;
      if (!faults.length) return location.assign(this.form.dataset.foto);
      const sent = files.length - faults.length;
      this.tell(`${sent ? `${sent} foto sudah tersimpan. ` : ""}${faults.join(" ")} Tekan “Unggah foto” untuk mengulang yang belum tersimpan.${sent ? " Yang sudah tersimpan tampil bila halaman ini dimuat ulang." : ""}`, true);
    }

    /* What went wrong with this photo, or nothing. */
    async one(photo, name) {
      const body = new FormData(this.form);
      body.delete("foto");
      body.append("foto", photo, name);
      try {
        const answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" } });
        return answer.ok ? "" : (await answer.json()).message;
      } catch {
        return `Foto “${name}” belum terkirim: sambungan terputus.`;
      }
    }

    tell(text, wrong = false) {
      this.told.textContent = text;
      this.told.classList.toggle("galat", wrong);
    }
  }

  document.querySelectorAll("form[data-foto]").forEach((form) => new Sender(form));
})();
