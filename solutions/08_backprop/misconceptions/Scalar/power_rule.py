"""The exponent does not come down in front.

Hint: Check x³ at 1.5 with a numerical slope.

힌트: 1.5에서 x³의 기울기를 수치로 확인해 보세요.
"""


class Scalar:
    def __pow__(self, exponent):
        return Scalar(self.data**exponent, ((self, self.data ** (exponent - 1)),))
