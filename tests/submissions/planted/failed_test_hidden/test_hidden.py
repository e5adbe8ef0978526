open("/tmp/pwned_suite", "w").close()


class TestSoftmax:
    def test_agrees(self):
        pass
