"""Every phrase of a report that a student reads, once per language; the renderers hold no prose of their own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

from grader.errors import UsageError
from grader.verdict import Outcome

_T = TypeVar("_T")


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The phrases of one language; what stands in braces is filled in by the renderer."""

    tests: str
    every: str
    hint: str
    recognised: str
    call: str
    expected: str
    got: str
    lent: str
    carried: str
    carried_note: str
    carried_half: str
    published: str
    relation: str
    relations: Mapping[str, str]
    uncounted: str
    rejected: str
    attempt: str
    policies: Mapping[str, str]
    handed_in: str
    due: str
    extended: str
    late: str
    late_unknown: str
    pending: str
    notes: Mapping[str, str]
    outcomes: Mapping[Outcome, str]

    @property
    def labels(self) -> tuple[str, ...]:
        """The words that stand before a note, in one column."""
        return (self.hint, self.recognised, self.call, self.expected, self.got, self.carried, self.relation)


_ENGLISH: Final = Phrases(
    tests="tests {passed}/{total}",
    every="every test",
    hint="Hint",
    recognised="Known as",
    call="Try",
    expected="expected",
    got="got",
    lent="(with correct versions of what it needs)",
    carried="Carried",
    carried_note="{score} / {max_score} when judged on a correct version of what it needs; the better score counts",
    carried_half="{score} / {max_score} when judged on a correct version of what it needs; {counted} count",
    published="This is a published alternative; this course uses another convention.",
    relation="Pattern",
    relations=MappingProxyType(
        {
            "dtype": "every wrong result has the right values and another dtype",
            "negated": "every wrong result is the right one with the opposite sign",
            "transposed": "every wrong result is the transpose of the right one",
            "late": "every wrong result is the right one, one step late",
            "nan": "every wrong result is right but for entries that are NaN",
            "factor": "every wrong result is {value} times the right one",
            "size": "every wrong result is {value} times the right one (input of N rows and D columns)",
            "summed": "every wrong result is the right one, summed over axis {value} as well",
            "square": "it is right for square inputs only",
            "first": "it is right on the first call only",
        }
    ),
    uncounted="passed, and counts as soon as one ordinary core test passes too",
    rejected="This submission was not graded.",
    attempt="Attempt {attempt} of {attempts}: {policy}.",
    policies=MappingProxyType(
        {"last": "the last one counts", "first": "the first one counts", "best": "the best one counts"}
    ),
    handed_in="Handed in {moment}.",
    due="Due {moment}.",
    extended="Due {moment}, your own extension.",
    late="Late, days begun: {days}. {penalty} % of the points earned are taken off: -{deducted}.",
    late_unknown="Marked late without a time; no points are taken off.",
    pending="Not judged yet.",
    notes=MappingProxyType(
        {
            "ipython": "Cell {cell}: left out what only IPython understands: {detail}",
            "python": "Cell {cell} was left out, since it is not Python: {detail}",
            "chosen": "{detail} is there more than once; the one in cell {cell} counts",
        }
    ),
    outcomes=MappingProxyType(
        {
            Outcome.PASSED: "passed",
            Outcome.FAILED: "failed",
            Outcome.ERRORED: "the grader failed here; it will grade this again",
            Outcome.TIMED_OUT: "took too long",
            Outcome.KILLED: "ended before it returned, or used too much memory",
            Outcome.MISSING: "did not run",
            Outcome.NOT_IMPLEMENTED: "not written yet",
            Outcome.FORBIDDEN: "uses what is not allowed here",
        }
    ),
)

_KOREAN: Final = Phrases(
    tests="테스트 {passed}/{total}",
    every="모든 테스트",
    hint="힌트",
    recognised="알려진 오개념",
    call="실행해 보기",
    expected="기대한 값",
    got="나온 값",
    lent="(필요한 앞 문제가 올바를 때)",
    carried="이어진 오류",
    carried_note="앞 문제를 올바른 것으로 바꾸어 다시 채점하면 {score} / {max_score}점이며, 더 높은 점수가 인정됩니다",
    carried_half="앞 문제를 올바른 것으로 바꾸어 다시 채점하면 {score} / {max_score}점이며, {counted}점이 인정됩니다",
    published="다른 곳에서는 쓰이는 방식이지만, 이 과목에서는 다른 규약을 따릅니다.",
    relation="규칙",
    relations=MappingProxyType(
        {
            "dtype": "틀린 결과는 모두 값은 맞지만 dtype이 다릅니다",
            "negated": "틀린 결과는 모두 올바른 결과와 부호만 반대입니다",
            "transposed": "틀린 결과는 모두 올바른 결과의 전치입니다",
            "late": "틀린 결과는 모두 올바른 결과보다 한 단계 늦습니다",
            "nan": "틀린 결과는 NaN인 원소만 빼면 모두 맞습니다",
            "factor": "틀린 결과는 모두 올바른 결과의 {value}배입니다",
            "size": "틀린 결과는 모두 올바른 결과의 {value}배입니다 (N은 입력의 행 수, D는 열 수)",
            "summed": "틀린 결과는 모두 올바른 결과를 축 {value}에 대해서도 더한 것입니다",
            "square": "정사각 입력에서만 맞습니다",
            "first": "첫 번째 호출에서만 맞습니다",
        }
    ),
    uncounted="통과했습니다. 일반 핵심 테스트가 하나라도 통과하면 점수로 인정됩니다",
    rejected="이 제출물은 채점되지 않았습니다.",
    attempt="제출 {attempts}회 중 {attempt}번째: {policy}.",
    policies=MappingProxyType(
        {
            "last": "마지막 제출이 인정됩니다",
            "first": "첫 번째 제출이 인정됩니다",
            "best": "점수가 가장 높은 제출이 인정됩니다",
        }
    ),
    handed_in="제출 시각: {moment}",
    due="마감: {moment}",
    extended="마감: {moment} (개별 연장)",
    late="지각 제출입니다({days}일째). 얻은 점수의 {penalty} %가 감점됩니다: -{deducted}",
    late_unknown="시각 없이 지각으로 표시되었으며, 감점은 없습니다.",
    pending="아직 채점하지 않았습니다.",
    notes=MappingProxyType(
        {
            "ipython": "셀 {cell}: IPython에서만 쓰는 줄은 빼고 채점했습니다: {detail}",
            "python": "셀 {cell}은(는) 파이썬 코드가 아니어서 빼고 채점했습니다: {detail}",
            "chosen": "{detail}의 정의가 여러 번 나와, 셀 {cell}에 있는 것을 채점했습니다",
        }
    ),
    outcomes=MappingProxyType(
        {
            Outcome.PASSED: "통과",
            Outcome.FAILED: "실패",
            Outcome.ERRORED: "채점기 오류입니다. 다시 채점합니다",
            Outcome.TIMED_OUT: "시간 초과",
            Outcome.KILLED: "결과를 내기 전에 종료되었거나 메모리를 너무 많이 썼습니다",
            Outcome.MISSING: "실행되지 않음",
            Outcome.NOT_IMPLEMENTED: "아직 작성하지 않음",
            Outcome.FORBIDDEN: "허용되지 않은 기능을 사용함",
        }
    ),
)

PHRASES: Final[Mapping[str, Phrases]] = MappingProxyType({"en": _ENGLISH, "ko": _KOREAN})


def phrases(language: str) -> Phrases:
    """Return the phrases of a language; UsageError names those there are."""
    return spoken(PHRASES, language)


def spoken(known: Mapping[str, _T], language: str) -> _T:
    """Return what is known in a language; UsageError names the languages there are."""
    try:
        return known[language]
    except KeyError:
        raise UsageError(f"there are no phrases in {language!r}; choose {' or '.join(known)}") from None
