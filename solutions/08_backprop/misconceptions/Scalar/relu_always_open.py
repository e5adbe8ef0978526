"""The derivative of relu is one on both sides.

Hint: Move a negative input of relu a little: how much does the output move?

힌트: relu에 음수를 넣고 조금 움직여 보세요. 출력은 얼마나 움직이나요?
"""


class Scalar:
    def relu(self):
        return Scalar(max(self.data, 0.0), ((self, 1.0),))
