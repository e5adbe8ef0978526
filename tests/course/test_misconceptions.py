"""Misconceptions: read from small files, applied to the solution."""

from pathlib import Path

import pytest
from tiny_course import SOLUTION, VARIANT, TinyCourse

from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import parse
from grader.errors import CourseError

DOC = '"""A summary.\n\nHint: Look.\n\n힌트: 보세요.\n"""\n'


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """Build a sound course of one assignment."""
    return TinyCourse(tmp_path)


def load(tiny: TinyCourse, **languages: tuple[str, ...]) -> tuple[Misconception, ...]:
    """Load the misconceptions of the tiny course's solution as it is now."""
    text = (tiny.folder / "tiny.py").read_bytes().decode()
    return load_misconceptions(tiny.load().assignments[0], text, **languages)


def load_one(tiny: TinyCourse, text: str, exercise: str = "Scaler") -> Misconception:
    """Load a variant that is the only one of its exercise."""
    tiny.write(f"misconceptions/{exercise}/variant.py", text)
    return next(m for m in load(tiny) if m.name == "variant")


def test_the_docstring_tells_author_and_student(tiny: TinyCourse) -> None:
    """Summary, convention and hints are read; wrapped paragraphs become one line, others are the author's own."""
    (misconception,) = load(tiny)
    assert misconception.name == "overall_mean"
    assert misconception.exercise == "center"
    assert misconception.path == tiny.folder / "misconceptions/center/overall_mean.py"
    assert misconception.summary == "The mean of everything is taken, not one for each column."
    assert misconception.published == "In image processing one mean for all channels is usual."
    assert misconception.hints == {
        "en": "How many means does a table of three columns have?",
        "ko": "열이 세 개인 표에는 평균이 몇 개 있나요?",
    }


def test_misconceptions_are_sorted_by_exercise_and_name(tiny: TinyCourse) -> None:
    """The order of the file system decides nothing; other files and caches are passed over."""
    tiny.write("misconceptions/center/a_first.py", VARIANT)
    tiny.write("misconceptions/Scaler/z.py", DOC + "class Scaler:\n    def transform(self, x):\n        return x\n")
    tiny.write("misconceptions/notes.md", "Notes")
    assert [m.name for m in load(tiny)] == ["z", "a_first", "overall_mean"]


def test_an_assignment_may_have_none(tiny: TinyCourse) -> None:
    """Without a folder of misconceptions there are none."""
    (tiny.folder / "misconceptions/center/overall_mean.py").unlink()
    assert load(tiny) == ()


def test_a_function_replaces_its_namesake_and_nothing_else(tiny: TinyCourse) -> None:
    """All text outside the definition stays to the byte; its markers go with it."""
    (misconception,) = load(tiny)
    start, stop = SOLUTION.index("def center"), SOLUTION.index("\n\nclass Scaler")
    expected = SOLUTION[:start] + VARIANT[VARIANT.index("def center") :] + SOLUTION[stop:]
    assert misconception.apply(SOLUTION) == expected
    assert parse(expected, Path("tiny.py")).exercises == ("Scaler",)


def test_methods_are_replaced_one_by_one(tiny: TinyCourse) -> None:
    """A class that holds one method leaves the others alone, and brings its decorators."""
    variant = DOC + "class Scaler:\n    @staticmethod\n    def transform(x):\n        return x * 2"
    result = load_one(tiny, variant).apply(SOLUTION)
    assert "    @staticmethod\n    def transform(x):\n        return x * 2\n" in result
    assert result.count("def transform") == 1
    assert SOLUTION[: SOLUTION.index("    def transform")] in result


def test_definitions_of_other_lengths_do_not_shift_each_other(tiny: TinyCourse) -> None:
    """Two methods that grow and shrink land where the solution has them."""
    fit = "    def fit(self, x):\n        self.deviation = 1\n        print(1)\n        print(2)\n        return self\n"
    transform = "    def transform(self, x):\n        return x\n"
    result = load_one(tiny, f"{DOC}class Scaler:\n{fit}\n{transform}").apply(SOLUTION)
    assert result == SOLUTION[: SOLUTION.index("    def fit")] + fit + "\n" + transform


def test_decorators_of_the_solution_go_with_its_definition(tiny: TinyCourse) -> None:
    """A replaced definition leaves no decorator behind."""
    tiny.replace("tiny.py", "def center(x)", "@staticmethod\ndef center(x)")
    text = (tiny.folder / "tiny.py").read_text()
    (misconception,) = load(tiny)
    assert "@staticmethod" not in misconception.apply(text)


def test_definitions_that_occur_twice_are_replaced_in_order(tiny: TinyCourse) -> None:
    """A property and its setter have one name; the first replaces the first."""
    getter = "    @property\n    def scale(self):\n        return {}\n\n"
    both = getter + "    @scale.setter\n    def scale(self, value):\n        {}\n"
    region = "# BEGIN SOLUTION Scaler: do\n        self.deviation = value\n        # END SOLUTION"
    tiny.write("tiny.py", SOLUTION + "\n" + both.format("self.deviation", region))
    variant = DOC + "class Scaler:\n" + both.format("2 * self.deviation", "self.deviation = 3 * value")
    result = load_one(tiny, variant).apply(SOLUTION + "\n" + both.format("self.deviation", region))
    assert both.format("2 * self.deviation", "self.deviation = 3 * value") in result


def test_code_after_a_region_that_ends_elsewhere_is_kept(tiny: TinyCourse) -> None:
    """Only comments and blank lines up to the end marker belong to the definition before it."""
    text = SOLUTION.replace(
        "    return x - mean\n    # END SOLUTION\n", "    return x - mean\n\n\nK = 3\n# END SOLUTION\n"
    )
    assert "K = 3\n" in load(tiny)[0].apply(text)


def test_context_that_the_solution_has_too_is_fine(tiny: TinyCourse) -> None:
    """A variant may import and name what it mentions, so that linters understand it."""
    text = VARIANT.replace("\n\ndef", "import numpy as np\n\nEPS = 1e-12\n\n\ndef")
    assert load_one(tiny, text, "center").apply(SOLUTION) == load_one(tiny, VARIANT, "center").apply(SOLUTION)


def test_decomposed_hangul_is_read(tiny: TinyCourse) -> None:
    """A label is found however the editor composes its letters."""
    tiny.write("misconceptions/center/overall_mean.py", VARIANT.replace("힌트", "\u1112\u1175\u11ab\u1110\u1173"))
    assert "ko" in load(tiny)[0].hints


def test_hints_are_required_in_the_courses_languages_alone(tiny: TinyCourse) -> None:
    """An English course needs no Korean hint; a language without a label of its own needs none either."""
    tiny.write("misconceptions/center/overall_mean.py", VARIANT.replace("힌트", "각주"))
    assert set(load(tiny, languages=("en", "de"))[0].hints) == {"en"}


def test_carriage_returns_and_a_byte_order_mark_of_the_solution_survive(tiny: TinyCourse) -> None:
    """What is not replaced keeps its bytes."""
    text = "\ufeff" + SOLUTION.replace("\n", "\r\n")
    result = load(tiny)[0].apply(text)
    assert result.startswith('\ufeff"""Centre and scale."""\r\n')
    assert result.endswith(text[text.index("class Scaler") :])


FAULTS = {
    "no docstring": ("def center(x):\n    return x\n", "there is no docstring; say in its first line"),
    "empty docstring": ('"""  """\n', "there is no docstring"),
    "no hint": (DOC.replace("Hint: Look.", ""), "there is no hint in 'en'; write a paragraph `Hint: ...`"),
    "empty hint": (DOC.replace("Look.", ""), "there is no hint in 'en'"),
    "no Korean hint": (DOC.replace("힌트", "힌"), "there is no hint in 'ko'; write a paragraph `힌트: ...`"),
    "two hints": (DOC.replace("Look.", "Look.\n\nHint: Again."), "`Hint:` is there twice; join the two"),
    "no summary": (DOC.replace("A summary.\n\n", ""), "the docstring's first line is a label"),
    "syntax": (DOC + "def center(x) return x\n", "this is not Python"),
    "unknown function": (DOC + "def centre(x):\n    return x\n", "defines 'centre', but the solution does not; it has"),
    "unknown method": (DOC + "class Scaler:\n    def go(self): ...\n", "defines 'Scaler.go', but the solution"),
    "twice": (DOC + 2 * "def center(x):\n    return x\n", "defines 'center' 2 x, but the solution does 1 x"),
    "import": (DOC + "import math\ndef center(x):\n    return x\n", "take out 'import math'"),
    "from": (DOC + "from math import pi, e\n", "take out 'from math import pi'"),
    "constant": (DOC + "EPS = 1e-6\n", "take out 'EPS = 1e-06'"),
    "attribute": (DOC + "class Scaler:\n    '''Doc.'''\n    a = 1\n", "take out 'Scaler.a = 1'"),
    "nothing": (DOC + "class Scaler:\n    pass\n", "changes nothing of the solution"),
    "other exercise": (DOC + "class Scaler:\n    def fit(self, x):\n        return self\n", "misses its exercise"),
}


@pytest.mark.parametrize(("text", "problem"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_variant_is_named(tiny: TinyCourse, text: str, problem: str) -> None:
    """Each message begins with the variant's path and says what to do."""
    path = tiny.write("misconceptions/center/overall_mean.py", text)
    with pytest.raises(CourseError) as caught:
        load(tiny)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)


def test_a_variant_that_equals_the_solution_is_none(tiny: TinyCourse) -> None:
    """A copy of the solution's own definition is no misconception."""
    own = SOLUTION[SOLUTION.index("def center") : SOLUTION.index("\n\nclass Scaler")]
    tiny.write("misconceptions/center/overall_mean.py", DOC + own)
    with pytest.raises(CourseError, match="changes nothing of the solution"):
        load(tiny)


def test_a_variant_with_another_indentation_does_not_fit(tiny: TinyCourse) -> None:
    """A method must be indented as the solution's are."""
    with pytest.raises(CourseError, match="does not fit into the solution: this is not Python"):
        load_one(tiny, DOC + "class Scaler:\n  def transform(self, x):\n    return x\n")


def test_a_null_byte_is_no_python(tiny: TinyCourse) -> None:
    """Every version of Python has another exception for it; the message is one."""
    tiny.write("misconceptions/center/overall_mean.py", DOC + "\0")
    with pytest.raises(CourseError, match="this is not Python"):
        load(tiny)


@pytest.mark.parametrize("name", ["stray.py", "centre/a.py", "center/deep/a.py"])
def test_a_file_of_no_exercise_is_named(tiny: TinyCourse, name: str) -> None:
    """A variant that no exercise would find is no silent loss."""
    tiny.write(f"misconceptions/{name}", VARIANT)
    with pytest.raises(CourseError, match="belongs to no exercise; move it to misconceptions/<exercise>/<name>"):
        load(tiny)


def test_a_variants_name_is_an_identifier(tiny: TinyCourse) -> None:
    """The name appears in reports and in code."""
    tiny.write("misconceptions/center/no-name.py", VARIANT)
    with pytest.raises(CourseError, match="'no-name' is no name; rename the file"):
        load(tiny)


def test_a_solution_that_is_no_python_is_named_itself(tiny: TinyCourse) -> None:
    """The variant is not blamed for the solution."""
    tiny.write("tiny.py", "def center(x:\n")
    with pytest.raises(CourseError, match=r"tiny\.py:1: this is not Python"):
        load(tiny)
