"""A page that holds all it needs and may fetch nothing: its policy allows its own style and script by their digests.

No text of a report is ever style, script or markup: templates escape, and what a script reads is data.
"""

import base64
import hashlib
from typing import Final

import msgspec
from markupsafe import Markup

from grader.rendering import render

# Within a script element the HTML parser looks for tags in data too, and old JavaScript ended lines at these two.
_ESCAPES: Final = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def seal(
    template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...], pictured: bool = False, **values: object
) -> str:
    """Render a template of ``pages/`` with the style sheets and scripts of these names in it, and its policy.

    ``pictured`` pages have images, which stand in them as well.
    """
    style, script = ("".join(render(f"pages/{name}", **values) for name in names) for names in (styles, scripts))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            *(["img-src data:"] if pictured else []),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Our own files, trusted as they are.
    return render(
        f"pages/{template}",
        policy=policy,
        style=Markup(style),  # noqa: S704  see above
        script=Markup(script),  # noqa: S704  see above
        **values,
    )


def data(value: object) -> Markup:
    """Return a value as JSON that can stand in a script element of type ``application/json``."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.translate(_ESCAPES))  # noqa: S704  no tag can begin in it


def embed(picture: bytes) -> str:
    """Return a WebP file as an address that holds it."""
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
