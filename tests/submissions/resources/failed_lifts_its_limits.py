"""Lifts its own limits; exit code 77 betrays that one could be lifted."""
import os
import resource

for name in ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_MEMLOCK"):
    number = getattr(resource, name)
    for call in (resource.setrlimit, lambda *a: resource.prlimit(0, *a), lambda *a: resource.prlimit(os.getpid(), *a)):
        try:
            call(number, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError):
            continue
        os._exit(77)
