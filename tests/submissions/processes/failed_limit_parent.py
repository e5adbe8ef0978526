"""Takes its parent's processor time away; exit code 77 betrays success."""
import os
import resource

if os.getppid() > 1:
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))
    os._exit(77)
