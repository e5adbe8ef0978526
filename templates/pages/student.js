"use strict";
const page = document.documentElement;
const button = document.getElementById("language");
button.hidden = false;
button.addEventListener("click", () => {
  const other = page.dataset.language === "en" ? "ko" : "en";
  page.dataset.language = other;
  page.lang = other;
  document.title = document.querySelector(`h1 [data-say=${other}]`).textContent + " · " + button.dataset.student;
});
