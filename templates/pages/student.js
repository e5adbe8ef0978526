"use strict";
const page = document.documentElement;
const button = document.getElementById("language");
button.hidden = false;
button.addEventListener("click", () => {
  const other = page.dataset.language === "en" ? "ko" : "en";
  page.dataset.language = other;
  page.lang = other;
});
