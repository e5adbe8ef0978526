"""No Python at all."""
def softmax(x:
    return x
