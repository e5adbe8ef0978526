open("/tmp/pwned_grader", "w").close()
