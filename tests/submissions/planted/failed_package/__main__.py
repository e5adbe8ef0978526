open("/tmp/pwned_main", "w").close()
