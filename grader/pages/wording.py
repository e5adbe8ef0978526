"""What a student's page says beyond the phrases of every report, once per language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language; what stands in braces is filled in by the page."""

    other: str
    score: str
    points: str
    perfect: str
    start: str
    nothing: str
    exercises: str
    every_test: str
    part_of_tests: str
    scored: str
    show_hint: str
    charged_once: str
    to_read: str
    section: str
    again: str
    figures: str
    compare: str
    difference: str
    differs: str
    shapes: str
    legend: str
    tests_lost: str
    made: str


_ENGLISH: Final = Words(
    other="한국어로 보기",
    score="Score",
    points="{score} of {max_score} points",
    perfect="Everything here is right. Well done.",
    start="Begin with {exercise}, the first of those that lost points.",
    nothing="Nothing is written yet. Begin with {exercise}.",
    exercises="Exercises",
    every_test="{total} of {total} tests pass.",
    part_of_tests="{passed} of {total} tests pass.",
    scored="This course tells scores alone.",
    show_hint="Show a hint",
    charged_once="A mistake is charged once",
    to_read="Read next",
    section="Handout, section {number}: {title}",
    again="Mend this and hand it in again.",
    figures="What a right solution draws",
    compare="Draw your own with {command} and compare.",
    difference="A small input that shows it",
    differs="differs",
    shapes="The shape should be {expected}; yours is {got}.",
    legend="The stronger the colour, the further an entry is from what was expected.",
    tests_lost="The tests that did not pass",
    made="Graded with grader {grader}, Python {python}, NumPy {numpy}.",
)

_KOREAN: Final = Words(
    other="Read in English",
    score="점수",
    points="{max_score}점 만점에 {score}점",
    perfect="모두 맞았습니다. 수고하셨습니다.",
    start="점수를 잃은 문제 중 가장 앞에 있는 {exercise}부터 살펴보세요.",
    nothing="아직 작성한 문제가 없습니다. {exercise}부터 시작해 보세요.",
    exercises="문제별 결과",
    every_test="테스트 {total}개를 모두 통과했습니다.",
    part_of_tests="테스트 {total}개 중 {passed}개를 통과했습니다.",
    scored="이 과목에서는 점수만 알려 드립니다.",
    show_hint="힌트 보기",
    charged_once="같은 실수는 한 번만 감점됩니다",
    to_read="읽어 볼 것",
    section="안내서 {number}절: {title}",
    again="이 점을 고쳐서 다시 제출해 주세요.",
    figures="올바른 풀이로 그린 그림",
    compare="{command} 명령으로 자신의 그림을 그려 비교해 보세요.",
    difference="차이가 드러나는 작은 입력",
    differs="다름",
    shapes="shape은 {expected}이어야 하는데 {got}입니다.",
    legend="색이 진한 원소일수록 기대한 값과 차이가 큽니다.",
    tests_lost="통과하지 못한 테스트",
    made="grader {grader}, Python {python}, NumPy {numpy}로 채점했습니다.",
)

WORDS: Final[Mapping[str, Words]] = MappingProxyType({"en": _ENGLISH, "ko": _KOREAN})
