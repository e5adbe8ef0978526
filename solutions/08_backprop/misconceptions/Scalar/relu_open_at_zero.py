"""The derivative of relu at zero is one.

Published: any number from 0 to 1 is a subgradient of relu at 0, and some libraries take 1.

Hint: The slope of relu jumps at zero. Which of the two sides does the docstring choose?

힌트: relu의 기울기는 0에서 갑자기 바뀝니다. docstring은 두 쪽 중 어느 쪽을 택했나요?
"""


class Scalar:
    def relu(self):
        return Scalar(max(self.data, 0.0), ((self, float(self.data >= 0)),))
