"""The zip that ``grade`` takes: the student's file alone, read back as ``grade`` will; the same bytes every time."""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

import msgspec

from grader.course.manifest import Assignment
from grader.language import said
from grader.submission import Located, Rejection, read

# The first moment that a zip can name; nothing of when or by whom it was made is in it.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """A zip, its SHA-256, and the digest that a report gives for the submission in it."""

    data: bytes
    checksum: str
    digest: str


def pack(assignment: Assignment, file: Path) -> Packed | Rejection:
    """Pack a student's file; the Rejection where ``grade`` could not read it, or it is no Python."""
    located = Located(student=assignment.module, path=file)
    submission = read(located, assignment.module)
    if isinstance(submission, Rejection):
        return submission
    try:
        compile(submission.source, assignment.source.name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = assignment.source.name
        if isinstance(error, SyntaxError) and error.lineno:
            where = said("part", "line {line} of {name}", line=error.lineno, name=where)
        problem = getattr(error, "msg", error)
        reason = said("told", "{where} is not valid Python: {text}", where=where, text=problem)
        return Rejection(student=submission.student, reason=reason, digest=submission.digest)
    data = _zip(assignment.source.name, file.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        zipped = Path(folder) / f"{assignment.module}.zip"
        zipped.write_bytes(data)
        back = read(Located(student=assignment.module, path=zipped), assignment.module)
    if isinstance(back, Rejection):
        return back
    return Packed(data=data, checksum=hashlib.sha256(data).hexdigest(), digest=back.digest)


def _zip(name: str, source: bytes) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        member = zipfile.ZipInfo(name, _EPOCH)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o644 << 16
        archive.writestr(member, source)
    return page.getvalue()
