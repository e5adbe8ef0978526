open("/tmp/pwned_conftest", "w").close()
