"""What is said of figures, once per language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from grader.errors import UsageError


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The phrases of one language; what stands in braces is filled in."""

    not_implemented: str
    raised: str
    nothing: str
    no_font: str


_ENGLISH: Final = Phrases(
    not_implemented="{figure}: not drawn, since {exercise} is not written yet",
    raised="{figure}: not drawn: {problem}",
    nothing="nothing is drawn: {problem}",
    no_font=(
        "There is no font with Korean letters here, so the labels are in English. Install one, such as the package "
        "fonts-nanum (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora), and run this again."
    ),
)

_KOREAN: Final = Phrases(
    not_implemented="{figure}: 아직 작성하지 않은 문제({exercise})가 있어 그리지 않았습니다",
    raised="{figure}: 그리지 못했습니다: {problem}",
    nothing="그림을 그리지 못했습니다: {problem}",
    no_font=(
        "한글이 들어 있는 글꼴을 찾지 못해 그림 속 글자를 영어로 표시합니다. fonts-nanum 패키지(Debian, Ubuntu)나 "
        "google-noto-sans-cjk-fonts 패키지(Fedora) 같은 글꼴을 설치한 뒤 다시 실행해 주세요."
    ),
)

PHRASES: Final[Mapping[str, Phrases]] = MappingProxyType({"en": _ENGLISH, "ko": _KOREAN})


def phrases(language: str) -> Phrases:
    """Return the phrases of a language; UsageError names those there are."""
    try:
        return PHRASES[language]
    except KeyError:
        raise UsageError(f"there are no phrases in {language!r}; choose {' or '.join(PHRASES)}") from None
