"""An object every attribute of which is another, down to those that Python asks for itself."""


class Endless:
    def __getattribute__(self, name):
        return Endless()

    def __call__(self, *arguments, **keywords):
        return Endless()


softmax = least_squares = Mean = Endless()


def __getattr__(name):
    return Endless()
