"""Every phrase of a report that a student reads, once per language; the renderers hold no prose of their own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from grader.errors import UsageError
from grader.verdict import Outcome


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The phrases of one language; what stands in braces is filled in by the renderer."""

    tests: str
    hint: str
    recognised: str
    call: str
    expected: str
    got: str
    carried: str
    carried_note: str
    uncounted: str
    rejected: str
    outcomes: Mapping[Outcome, str]

    @property
    def labels(self) -> tuple[str, ...]:
        """The words that stand before a note, in one column."""
        return (self.hint, self.recognised, self.call, self.expected, self.got, self.carried)


_ENGLISH: Final = Phrases(
    tests="tests {passed}/{total}",
    hint="Hint",
    recognised="Known as",
    call="Try",
    expected="expected",
    got="got",
    carried="Carried",
    carried_note="{score} / {max_score} when judged on a correct version of what it needs; the better score counts",
    uncounted="passed, and counts as soon as one ordinary core test passes too",
    rejected="This submission was not graded.",
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
    hint="힌트",
    recognised="알려진 오개념",
    call="실행해 보기",
    expected="기대한 값",
    got="나온 값",
    carried="이어진 오류",
    carried_note="앞 문제를 올바른 것으로 바꾸어 다시 채점하면 {score} / {max_score}점이며, 더 높은 점수가 인정됩니다",
    uncounted="통과했습니다. 일반 핵심 테스트가 하나라도 통과하면 점수로 인정됩니다",
    rejected="이 제출물은 채점되지 않았습니다.",
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
    try:
        return PHRASES[language]
    except KeyError:
        raise UsageError(f"there are no phrases in {language!r}; choose {' or '.join(PHRASES)}") from None
