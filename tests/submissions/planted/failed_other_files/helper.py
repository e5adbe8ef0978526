open("/tmp/pwned_helper", "w").close()
