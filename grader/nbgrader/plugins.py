"""Plugins for those who stay inside nbgrader: a late penalty by the day, and an exporter of grader's gradebook.

Named in ``nbgrader_config.py`` or on nbgrader's command line; what they compute depends on what nbgrader holds alone.
"""

import csv
import math
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin, LateSubmissionPlugin
from traitlets import Float, Integer

_DAY = 86_400.0


class LatePenalty(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Takes off a share of the score for each day that has begun after the due date and a time of grace."""

    percent_a_day = Float(0.0, min=0.0, max=100.0, help="the share taken off for each day that has begun").tag(
        config=True
    )
    at_most_percent = Float(100.0, min=0.0, max=100.0, help="the share that is never exceeded").tag(config=True)
    grace_minutes = Integer(0, min=0, help="lateness that costs nothing").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Return what is taken off, None where nothing is."""
        del student_id
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0:
            return None
        percent = min(self.percent_a_day * math.ceil(late / _DAY), self.at_most_percent)
        return round(score * percent / 100, 6) or None


class ExerciseExport(ExportPlugin):  # type: ignore[misc]  # as above
    """Exports what ``grade`` writes, a column for each exercise: one CSV file of one assignment.

    ``nbgrader export --exporter=grader.nbgrader.plugins.ExerciseExport --assignment "['02_linear_regression']"``
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the file ``to`` (``gradebook.csv`` unless said)."""
        chosen = [a for a in gradebook.assignments if not self.assignment or a.name in self.assignment]
        if len(chosen) != 1:
            names = ", ".join(assignment.name for assignment in chosen)
            raise ValueError(f"one file has the columns of one assignment; name one with --assignment ({names})")
        with Path(self.to or "gradebook.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows(self._rows(gradebook, chosen[0]))

    def _rows(self, gradebook: Gradebook, assignment: Any) -> list[list[object]]:  # noqa: ANN401  a row of nbgrader's tables
        cells = [cell for notebook in assignment.notebooks for cell in notebook.grade_cells]
        names = [cell.name.removeprefix("check-") for cell in cells]
        rows: list[list[object]] = [["student", "status", "score", "max_score", "late_penalty", *names]]
        for student in sorted(gradebook.students, key=lambda one: str(one.id)):
            if self.student and student.id not in self.student:
                continue
            try:
                found = gradebook.find_submission(assignment.name, student.id)
            except MissingEntry:
                rows.append([student.id, "missing", 0, assignment.max_score, 0, *(0 for _ in cells)])
                continue
            scores = {grade.name: grade.score for notebook in found.notebooks for grade in notebook.grades}
            penalty = found.late_submission_penalty
            score = max(0.0, found.score - penalty)
            row = [student.id, "graded", score, assignment.max_score, penalty]
            rows.append([*row, *(scores.get(cell.name, 0) for cell in cells)])
        return rows
