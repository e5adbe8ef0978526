"""Each factor of a product is its own local derivative.

Hint: In x·y, what does the output change by if only x moves a little?

힌트: x·y에서 x만 조금 움직이면 출력은 얼마나 변하나요?
"""


class Scalar:
    def __mul__(self, other):
        other = _as_scalar(other)
        return Scalar(self.data * other.data, ((self, self.data), (other, other.data)))
