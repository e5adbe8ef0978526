open("/tmp/pwned_usercustomize", "w").close()
