"""Tabs and spaces mixed."""
def softmax(x):
        if x:
	return x
