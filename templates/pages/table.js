"use strict";
// A table that sorts, filters and is exported; rows are drawn as they come into sight.
const CHUNK = 60;

function make(tag, text, attributes) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  return element;
}

// A name may be broken where its words end.
function words(text) {
  const whole = document.createDocumentFragment();
  for (const word of String(text).split(/(?<=[_.:])(?![_.:])/)) whole.append(word, make("wbr"));
  return whole;
}

// What a spreadsheet would take for a formula is made text, and what would end a cell is quoted.
function cell(value, formula) {
  let text = String(value ?? "");
  if (typeof value === "string" && formula.some((start) => text.startsWith(start))) text = "'" + text;
  return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

function csv(columns, rows, formula) {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return lines.map((line) => line.map((value) => cell(value, formula)).join(",") + "\n").join("");
}

function save(name, text) {
  const link = make("a", "", { download: name, href: URL.createObjectURL(new Blob([text], { type: "text/csv" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// A column has a title and the value of a row; it may be a number, and may draw its cell. Without rows there is no table.
function table(host, name, caption, columns, rows, formula) {
  if (!rows.length) {
    host.append(make("p", "None.", { class: "none" }));
    return () => {};
  }
  let order = null;
  let down = false;
  let shown = rows;
  let drawn = 0;
  const bar = make("div", null, { class: "bar" });
  const label = make("label", "Filter ");
  const filter = make("input", null, { type: "search", autocomplete: "off" });
  const count = make("span", "", { class: "quiet", role: "status" });
  const button = make("button", "Save as CSV", { type: "button", "aria-label": `Save as CSV: ${caption}` });
  label.append(filter, make("span", ` ${caption}`, { class: "unseen" }));
  bar.append(label, count, button);
  const frame = make("div", null, { class: "frame", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` });
  const grid = make("table");
  const head = make("tr");
  const body = make("tbody");
  grid.append(make("caption", caption, { class: "unseen" }), make("thead"), body);
  grid.tHead.append(head);
  frame.append(grid);
  host.append(bar, frame);

  function draw() {
    for (const row of shown.slice(drawn, drawn + CHUNK)) {
      const line = make("tr");
      columns.forEach((column, place) => {
        const value = column.value(row);
        const text = typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
        const one = make(place ? "td" : "th", null, place ? {} : { scope: "row" });
        if (column.number) one.className = "number";
        if (column.draw) one.append(column.draw(row, text)); else one.append(place ? text ?? "—" : words(text));
        line.append(one);
      });
      body.append(line);
    }
    drawn = Math.min(drawn + CHUNK, shown.length);
  }

  function refresh() {
    const wanted = filter.value.trim().toLowerCase();
    const has = (row) => columns.some((column) => String(column.value(row) ?? "").toLowerCase().includes(wanted));
    shown = wanted ? rows.filter(has) : [...rows];
    if (order) {
      const least = (value) => (value === null || value === undefined ? -Infinity : value);
      shown.sort((a, b) => {
        const [x, y] = [least(order.value(a)), least(order.value(b))];
        const by = typeof x === "string" ? x.localeCompare(y, undefined, { numeric: true }) : x - y;
        return (down ? -1 : 1) * (by || 0);
      });
    }
    count.textContent = shown.length === rows.length ? `${rows.length}` : `${shown.length} of ${rows.length}`;
    body.replaceChildren();
    drawn = 0;
    draw();
  }

  for (const column of columns) {
    const one = make("th", null, { scope: "col" });
    const sorter = make("button", column.title, { type: "button" });
    if (column.number) one.className = "number";
    sorter.addEventListener("click", () => {
      down = order === column ? !down : Boolean(column.number);
      order = column;
      for (const other of head.children) other.removeAttribute("aria-sort");
      one.setAttribute("aria-sort", down ? "descending" : "ascending");
      refresh();
    });
    one.append(sorter);
    head.append(one);
  }
  frame.addEventListener("scroll", () => {
    if (drawn < shown.length && frame.scrollTop + frame.clientHeight > frame.scrollHeight - 400) draw();
  });
  filter.addEventListener("input", refresh);
  button.addEventListener("click", () => save(`${name}.csv`, csv(columns, shown, formula)));
  refresh();
  return refresh;
}
