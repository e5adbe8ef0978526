open("/tmp/pwned_random", "w").close()
import os

os._exit(0)
