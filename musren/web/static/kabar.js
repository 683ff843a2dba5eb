// Copying a short message with one press; without this script the text is selected by hand.
"use strict";

for (const button of document.querySelectorAll("[data-salin]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.salin);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = "Tersalin";
  });
}
