open("/tmp/pwned_sitecustomize", "w").close()
