open("/tmp/pwned_init", "w").close()
