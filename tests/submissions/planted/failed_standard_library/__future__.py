open("/tmp/pwned___future__", "w").close()
import os

os._exit(0)
