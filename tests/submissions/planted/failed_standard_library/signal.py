open("/tmp/pwned_signal", "w").close()
import os

os._exit(0)
