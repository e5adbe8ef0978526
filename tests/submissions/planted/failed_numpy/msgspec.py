open("/tmp/pwned_msgspec", "w").close()
