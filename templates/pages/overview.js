"use strict";
const given = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const part = (place) => given.parts[place].name;
const ENDINGS = {
  p: "passed", u: "passed, not counted", f: "failed", e: "grader failed", t: "timed out", k: "killed",
  m: "did not run", n: "not written", x: "forbidden", "-": "not in this report",
};
const dropped = new Set();
const points = given.parts.map((one) => one.points);
let instead = given.rows.map((row) => row.score);

// A student, whose details are asked for.
function student(place) {
  const row = given.rows[place];
  const link = make("a", row.name, { href: `#student-${place}` });
  link.addEventListener("click", (event) => { event.preventDefault(); show(place); });
  return link;
}

function show(place) {
  const row = given.rows[place];
  at("who").textContent = row.name;
  at("who-score").textContent = `${row.score} of ${given.max_score}, ${row.status}${row.reason ? `: ${row.reason}` : ""}`;
  at("who-links").replaceChildren(...row.links.flatMap(([text, href], n) => [n ? " · " : "", make("a", text, { href })]));
  const lines = given.parts.map((one, e) => {
    const ends = given.cases.map((c, n) => [c, row.letters[n]]).filter(([c, end]) => c.exercise === e && end !== "p");
    const line = make("li");
    const has = given.mistakes.filter((one) => one.exercise === e && one.students.includes(place)).map((one) => one.name);
    line.append(make("b", one.name), ` ${row.counted[e]} of ${one.points}`);
    if (row.carried.includes(e)) line.append(", carried");
    if (has.length) line.append(`, ${has.join(", ")}`);
    if (row.status === "graded" && ends.length) {
      const list = make("ul");
      list.append(...ends.map(([c, end]) => make("li", `${c.name}: ${ENDINGS[end]}`)));
      line.append(list);
    }
    return line;
  });
  at("who-parts").replaceChildren(...lines);
  at("student").showModal();
}
at("close").addEventListener("click", () => at("student").close());

const rows = given.rows.map((row, place) => ({ ...row, place }));
const refreshStudents = table(at("students"), "students", "Students", [
  { title: "Student", value: (row) => row.name, draw: (row) => student(row.place) },
  { title: "Status", value: (row) => row.status },
  { title: "Score", value: (row) => row.score, number: true },
  { title: "What if", value: (row) => instead[row.place], number: true },
  { title: "Seconds", value: (row) => row.seconds, number: true },
  { title: "CPU seconds", value: (row) => row.cpu_seconds, number: true },
  { title: "MiB", value: (row) => row.memory_mib, number: true },
  ...given.parts.map((one, place) => ({ title: one.name, value: (row) => row.counted[place], number: true })),
], rows, given.formula);

table(at("parts"), "exercises", "Exercises", [
  { title: "No.", value: (row) => row.place + 1, number: true },
  { title: "Exercise", value: (row) => row.name },
  { title: "Points", value: (row) => row.points, number: true, draw: pointsOf },
  { title: "Difficulty p", value: (row) => row.item.facility, number: true },
  { title: "Discrimination r", value: (row) => row.item.discrimination, number: true },
  { title: "Not written", value: (row) => row.unwritten, number: true },
], given.parts.map((one, place) => ({ ...one, place })), given.formula);

table(at("cases"), "cases", "Cases", [
  { title: "Case", value: (row) => row.name },
  { title: "Exercise", value: (row) => part(row.exercise) },
  { title: "Points", value: (row) => row.points, number: true },
  { title: "Fail", value: (row) => row.failed, number: true },
  { title: "Difficulty p", value: (row) => row.item.facility, number: true },
  { title: "Discrimination r", value: (row) => row.item.discrimination, number: true },
  { title: "Remark", value: (row) => row.remark },
  { title: "Drop", value: (row) => (dropped.has(row.place) ? "dropped" : ""), draw: dropOf },
], given.cases.map((one, place) => ({ ...one, place })), given.formula);

table(at("mistakes"), "misconceptions", "Misconceptions", [
  { title: "Misconception", value: (row) => row.name },
  { title: "Exercise", value: (row) => part(row.exercise) },
  { title: "Students", value: (row) => row.students.length, number: true },
  { title: "Who", value: (row) => row.students.map((place) => given.rows[place].name).join(", "), draw: people },
], given.mistakes, given.formula);

table(at("signs"), "to-look-at", "To look at", [
  { title: "Student", value: (row) => row.name, draw: (row) => student(row.place) },
  { title: "Status", value: (row) => row.status },
  { title: "Why", value: (row) => [row.reason, ...row.signs].filter(Boolean).join("; ") },
], rows.filter((row) => row.status !== "graded" || row.signs.length), given.formula);

table(at("changes"), "changes", "Changes", [
  { title: "Student", value: (row) => row[0], draw: (row) => student(given.rows.findIndex((one) => one.name === row[0])) },
  { title: "Before", value: (row) => row[1], number: true },
  { title: "Now", value: (row) => row[2], number: true },
  { title: "Moved by", value: (row) => row[2] - row[1], number: true },
  { title: "Exercises", value: (row) => row[3] },
  { title: "What had changed", value: (row) => row[4] },
], given.changes, given.formula);

if (given.pairs) {
  const who = (place) => given.rows[place].name;
  table(at("pairs"), "similarity", "Similarity", [
    { title: "One", value: (row) => who(row[0]), draw: (row) => student(row[0]) },
    { title: "Other", value: (row) => who(row[1]), draw: (row) => student(row[1]) },
    { title: "% of one's own", value: (row) => Math.round(100 * row[2]), number: true },
    { title: "% of the other's", value: (row) => Math.round(100 * row[3]), number: true },
    { title: "Fingerprints", value: (row) => row[4], number: true },
    { title: "Exercises much the same", value: (row) => row[5] },
  ], given.pairs, given.formula);
}

function people(row) {
  const list = make("span");
  row.students.forEach((place, n) => list.append(n ? ", " : "", student(place)));
  return list;
}

function pointsOf(row) {
  const field = make("input", null, { type: "number", min: "0", step: "any", "aria-label": `Points of ${row.name}` });
  field.value = points[row.place];
  field.addEventListener("change", () => {
    points[row.place] = Math.max(0, Number(field.value) || 0);
    field.value = points[row.place];
    again();
  });
  return field;
}

function dropOf(row) {
  const box = make("input", null, { type: "checkbox", "aria-label": `Drop ${row.name}` });
  box.checked = dropped.has(row.place);
  box.addEventListener("change", () => {
    if (box.checked) dropped.add(row.place); else dropped.delete(row.place);
    again();
  });
  return box;
}

function again() {
  const step = Math.max(Number(at("step").value) || 0.5, 0.01);
  const found = rescore(given, dropped, points, step);
  instead = found.marks;
  const graded = rows.filter((row) => row.status === "graded");
  const mean = (of) => graded.reduce((sum, row) => sum + of(row), 0) / (graded.length || 1);
  const moves = graded.map((row) => instead[row.place] - row.score);
  const [up, down] = [moves.filter((move) => move > 1e-9).length, moves.filter((move) => move < -1e-9).length];
  const short = (value) => Math.round(value * 100) / 100;
  at("effect").textContent = up + down || found.most !== given.max_score
    ? `Mean ${short(mean((row) => row.score))} of ${given.max_score} becomes ${short(mean((row) => instead[row.place]))}`
      + ` of ${short(found.most)}; ${up} marks go up, ${down} go down.`
    : "Nothing changes.";
  refreshStudents();
}
at("step").addEventListener("change", again);
