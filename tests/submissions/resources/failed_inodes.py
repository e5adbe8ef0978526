"""Makes empty files, two hundred of them at most, all in one folder."""
import os

os.mkdir("/tmp/pwned_inodes")
for number in range(200):
    os.close(os.open(f"/tmp/pwned_inodes/{number}", os.O_CREAT | os.O_WRONLY))
