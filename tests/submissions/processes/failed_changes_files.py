"""Opens the standard library to write into it, and changes modes and owners to what they are; exit code 77 betrays success."""
import os

for attempt in (
    lambda: os.open(os.__file__, os.O_RDWR),
    lambda: os.open(os.__file__, os.O_WRONLY | os.O_APPEND),
    lambda: os.truncate("/tmp/pwned_none", 0),
    lambda: os.rename("/tmp/pwned_none", "/tmp/pwned_other"),
    lambda: os.setxattr("/tmp/pwned_none", "user.pwned", b""),
    lambda: os.chmod(os.__file__, 0o644),
    lambda: os.chown(os.__file__, -1, -1),
):
    try:
        attempt()
    except OSError:
        continue
    os._exit(77)
