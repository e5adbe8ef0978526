"""Loads programs into the kernel, and counts what the machine does; exit code 77 betrays success."""
import ctypes
import os
import platform
import struct

libc = ctypes.CDLL(None, use_errno=True)
BPF, PERF_EVENT_OPEN = {"x86_64": (321, 298), "aarch64": (280, 241)}[platform.machine()]
table = struct.pack("<4I", 2, 4, 8, 1) + bytes(100)  # BPF_MAP_CREATE: an array of one entry
if libc.syscall(BPF, 0, table, len(table)) >= 0:
    os._exit(77)
event = struct.pack("<IIQQ", 1, 120, 0, 0) + bytes(96)
event = event[:40] + struct.pack("<Q", 0x61) + event[48:]
if libc.syscall(PERF_EVENT_OPEN, event, 0, -1, -1, ctypes.c_ulong(0)) >= 0:
    os._exit(77)
