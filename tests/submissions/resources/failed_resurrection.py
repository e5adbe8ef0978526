"""Objects that come back whenever they are thrown away, each with a sister."""

kept = []


class Phoenix:
    def __del__(self):
        kept.append(self)
        if len(kept) < 10_000:
            Phoenix()


def softmax(*_):
    Phoenix()
    kept.clear()


least_squares = softmax
