"""Texts that would act if anything let them: on a terminal, a page, a spreadsheet, a CI system's log."""

from collections.abc import Mapping
from types import MappingProxyType

LONG = 1 << 20
# Of 1 MiB no output keeps more than a small part.
BOUND = 200_000

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "script": "<script>alert(1)</script>",
        "image": '"><img src=x onerror=alert(1)>',
        "attribute": "' onmouseover='alert(1)",
        "end_of_data": '</script><!--<script>{"a": "]]>"}',
        "end_of_block": "</pre></td></textarea></title><b>",
        "entity": "&lt;b&gt; &#60;script&#62;",
        "colours": "\x1b[31mred\x1b[0m",
        "clear_screen": "\x1b[2J\x1b[H\x1b[3J",
        "cursor": "\x1b[10A\x1b[2Kover\rwritten\x08\x08",
        "title": "\x1b]0;title\x07",
        "link": "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
        "clipboard": "\x1b]52;c;aGk=\x07\x1bP+q\x1b\\",
        "one_byte_controls": "\x9b31m\x9d0;title\x9c\x85\x84",
        "override": "\u202etxt.exe\u202c",
        "isolates": "\u2066\u2067hidden\u2069\u2069 \u200f\u200e\u061c",
        "unseen": "zero\u200bwidth\u2060\ufeff\u00ad\u180e\U000e0041",
        "nul": "a\x00b\x07\x7f",
        "surrogate": "lone \ud800 \udfff",
        "no_xml": "\x0b\x0c\ufffe\uffff\ufdd0\U0001fffe",
        "lines": "one\r\ntwo\rthree\u2028four\u2029five\x1e",
        "header": "x\r\nSet-Cookie: a=b\r\n\r\n<b>",
        "formula": "=cmd|' /C calc'!A0",
        "plus": "+1+cmd|' /C calc'!A0",
        "minus": "-2+3",
        "at": "@SUM(1+1)*cmd|' /C calc'!A0",
        "tab": "\t=1+1",
        "return": "\r=1+1",
        "blank": "  =1+1",
        "wide_formula": "\uff1d1+1",
        "cell": '",=1+1,"\n=2+2,',
        "github": "::error file=a.py,line=1::forged\n  ::set-output name=result::forged\n::stop-commands::x",
        "azure": "##[error]forged ##vso[task.setvariable]x",
        "gitlab": "section_start:1:forged[collapsed=true]\r\x1b[0Kforged",
        "markdown": "| a | b |\n|---|---|\n# h\n[x](javascript:alert(1)) ![y](http://e.org) **b** `c`\n~~~\n```\n</p>",
        "rich": "[red]markup[/red] [/] [link=http://e.org]x[/link] :smile:",
        "template": "{{ 7 * 7 }} {% raw %} {# c #} ${7*7} %(a)s {a} {0}",
        "long": "<=\x1b" * (LONG // 3),
    }
)
