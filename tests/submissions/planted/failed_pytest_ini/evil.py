open("/tmp/pwned_plugin", "w").close()
