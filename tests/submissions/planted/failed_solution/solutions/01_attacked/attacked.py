open("/tmp/pwned_solution", "w").close()
