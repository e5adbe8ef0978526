open("/tmp/pwned_pytest", "w").close()
