open("/tmp/pwned_json", "w").close()
import os

os._exit(0)
