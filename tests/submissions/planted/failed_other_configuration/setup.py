open("/tmp/pwned_setup", "w").close()
