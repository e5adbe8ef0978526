open("/tmp/pwned_suite", "w").close()
