open("/tmp/pwned_unittest", "w").close()
import os

os._exit(0)
