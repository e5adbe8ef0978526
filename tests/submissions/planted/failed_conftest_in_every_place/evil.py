open("/tmp/pwned_entry_point", "w").close()
