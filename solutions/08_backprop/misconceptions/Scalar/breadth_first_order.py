"""Numbers pass their gradients on in the order in which they are first met, before all has arrived.

Hint: Has every user of a node sent its message before the node passes anything on?

힌트: 어떤 노드가 전달하기 전에, 그 노드를 사용한 모든 노드가 신호를 보냈나요?
"""


class Scalar:
    def backward(self):
        order = [self]
        seen = {self}
        for node in order:
            for parent, _ in node.parents:
                if parent not in seen:
                    seen.add(parent)
                    order.append(parent)
        order.reverse()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad += local * node.grad
