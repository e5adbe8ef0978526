"use strict";
// What marks would be without some cases, or with other points. A dropped case's points go to the exercise's other cases
// in proportion to theirs. An exercise of which nothing was changed keeps its mark; a carried mark keeps its share.
function rescore(given, dropped, points, step) {
  const total = given.parts.map((part, place) => points[place]);
  const touched = given.parts.map(
    (part, place) => part.points !== points[place] || given.cases.some((one, c) => one.exercise === place && dropped.has(c)),
  );
  const cases = given.parts.map((part, place) =>
    given.cases.map((one, c) => c).filter((c) => given.cases[c].exercise === place && !dropped.has(c)),
  );
  const mark = (row, place) => {
    if (!touched[place]) return row.counted[place];
    const worth = cases[place].reduce((sum, c) => sum + given.cases[c].points, 0);
    const earned = cases[place].reduce((sum, c) => sum + (row.letters[c] === "p" ? given.cases[c].points : 0), 0);
    const share = worth > 0 ? earned / worth : 0;
    const full = share > 1 - 1e-9;
    const own = full ? total[place] : Math.floor((share * total[place]) / step + 1e-6) * step;
    const kept = row.carried.includes(place) ? (row.counted[place] / given.parts[place].points) * total[place] : 0;
    return Math.max(own, kept);
  };
  return {
    most: total.reduce((sum, one) => sum + one, 0),
    marks: given.rows.map((row) =>
      row.status === "graded" ? given.parts.reduce((sum, part, place) => sum + mark(row, place), 0) : 0,
    ),
  };
}
