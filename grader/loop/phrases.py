"""Every sentence of a student's loop, once per language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from grader.report.phrases import spoken


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of one language; what stands in braces is filled in where they are used."""

    printed: str
    hidden: str
    hidden_unseen: str
    kept: str
    hint: str
    all_hints: str
    no_hints: str
    reset: str
    whole: str
    old: str
    unchecked: str
    changed: str
    hints_shown: str
    zipped: str
    checksum: str
    as_reported: str
    refused: str
    checking: str
    exercises: str
    done: str
    more: str
    hint_there: str
    keys: str


_ENGLISH: Final = Phrases(
    printed="Your code printed:",
    hidden="These are the public tests. The hidden tests decide all {points} points.",
    hidden_unseen="These are the public tests. The hidden tests decide all {points} points, "
    "{unseen} of them by edge cases and robustness, of which no public test says anything.",
    kept="{count} of {total} exercises unchanged since they were last checked (--all checks everything)",
    hint="Hint {number} of {total}: {text}",
    all_hints="These were all the hints for {exercise}.",
    no_hints="There are no hints for {exercise}.",
    reset="{exercise}: the stub is back ({names})",
    whole="{file}: the whole stub is back",
    old="what you had is in {file}",
    unchecked="not checked yet",
    changed="changed since it was checked",
    hints_shown="hints {shown}/{total}",
    zipped="written: {file}",
    checksum="sha256 of the zip:      {digest}",
    as_reported="submission, as graded:  {digest}",
    refused="This would not be graded, so no zip was written: {reason}",
    checking="checking …",
    exercises="{done} of {total} exercises",
    done="Every public test passes.",
    more="… {count} more lines; `grader check` shows everything",
    hint_there="{total} hints, {shown} shown; press h",
    keys="h hint   n next   a all   q quit",
)

_KOREAN: Final = Phrases(
    printed="코드가 출력한 내용:",
    hidden="여기까지는 공개 테스트입니다. {points}점은 모두 비공개 테스트가 정합니다.",
    hidden_unseen="여기까지는 공개 테스트입니다. {points}점은 모두 비공개 테스트가 정하며, "
    "그중 {unseen}점은 공개 테스트가 전혀 다루지 않는 경계 사례와 견고성에 걸려 있습니다.",
    kept="전체 {total}문제 중 {count}문제는 지난번 확인 뒤로 바뀌지 않았습니다 (--all을 붙이면 모두 다시 확인합니다)",
    hint="힌트 {number}/{total}: {text}",
    all_hints="{exercise}의 힌트는 여기까지입니다.",
    no_hints="{exercise}에는 힌트가 없습니다.",
    reset="{exercise}: 처음 상태로 되돌렸습니다 ({names})",
    whole="{file}: 파일 전체를 처음 상태로 되돌렸습니다",
    old="이전에 쓴 내용은 {file}에 있습니다",
    unchecked="아직 확인하지 않음",
    changed="확인한 뒤에 바뀜",
    hints_shown="힌트 {shown}/{total}",
    zipped="만든 파일: {file}",
    checksum="zip 파일의 sha256:  {digest}",
    as_reported="채점되는 제출물:    {digest}",
    refused="이대로는 채점할 수 없어 zip 파일을 만들지 않았습니다: {reason}",
    checking="확인하는 중 …",
    exercises="{total}문제 중 {done}문제",
    done="공개 테스트를 모두 통과했습니다.",
    more="… {count}줄이 더 있습니다. `grader check`로 모두 볼 수 있습니다",
    hint_there="힌트 {total}개 중 {shown}개를 보았습니다. h를 누르세요",
    keys="h 힌트   n 다음   a 전체   q 끝내기",
)

PHRASES: Final[Mapping[str, Phrases]] = MappingProxyType({"en": _ENGLISH, "ko": _KOREAN})


def phrases(language: str) -> Phrases:
    """Return the sentences of a language; UsageError names those there are."""
    return spoken(PHRASES, language)
