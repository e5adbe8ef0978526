"""Maps a tebibyte, and then as much as it gets, without touching it."""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
for size in (1 << 40, 1 << 30, 1 << 24):
    for _ in range(100):
        libc.mmap(None, ctypes.c_size_t(size), 3, 0x4022, -1, ctypes.c_long(0))
