"use strict";
const page = document.documentElement;
const button = document.getElementById("language");
const languages = Array.from(button.children, (one) => one.dataset.say);
button.hidden = false;
button.addEventListener("click", () => {
  const other = languages[(languages.indexOf(page.dataset.language) + 1) % languages.length];
  page.dataset.language = other;
  page.lang = other;
  document.title = document.querySelector(`h1 [data-say=${other}]`).textContent + " · " + button.dataset.student;
});
