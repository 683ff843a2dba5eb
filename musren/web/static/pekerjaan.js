/* A job's page keeps itself up to date: asks gently, rests while nobody looks, reloads at the end. */
"use strict";

(() => {
  const SOONEST = 2000;
  const LATEST = 15000;
  const board = document.querySelector("[data-pekerjaan]");
  if (!board) return;
  const bar = board.querySelector("progress");
  const told = board.querySelector("[data-kalimat]");
  const label = board.querySelector("h2 .lencana");
  let pause = SOONEST;
  let waiting = 0;

  const show = (found) => {
    if (!["antre", "berjalan"].includes(found.status)) return location.reload();
    bar.max = found.jumlah || 1;
    bar.value = found.selesai;
    label.textContent = found.label;
    const same = told.textContent === found.kalimat;
    if (!same) told.textContent = found.kalimat; // unchanged words are not read out again
    pause = same ? Math.min(pause * 1.5, LATEST) : SOONEST;
    return again();
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(board.dataset.pekerjaan, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.status === 401 || answer.status === 404) {
        location.reload(); // signed out meanwhile, or no longer ours: the page says which
        return;
      }
      show(await answer.json());
    } catch {
      pause = LATEST; // the line is down; the page stays as it is
      again();
    }
  };

  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      pause = SOONEST;
      ask();
    }
  });
  again();
})();
