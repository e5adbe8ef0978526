"""The templates of everything that is generated: a missing value is an error, never an empty string.

They lie in ``grader/templates`` in a wheel and in ``templates`` beside the package in a checkout.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def templates_folder() -> Path:
    """Return the folder of templates: the wheel's own, else the checkout's."""
    package = Path(__file__).parent
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def render(name: str, **values: object) -> str:
    """Render the template of that name with the values; HTML alone is escaped."""
    return _environment(templates_folder()).get_template(name).render(**values)


def template_names(prefix: str) -> tuple[str, ...]:
    """Return the names of all templates under a folder of templates, sorted."""
    return tuple(_environment(templates_folder()).list_templates(filter_func=lambda n: n.startswith(prefix)))


@cache
def _environment(folder: Path) -> "Environment":
    # Authors alone render templates; what a student starts imports this module and waits for nothing.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # noqa: PLC0415  see above

    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "html.j2")),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
