"""The result's own gradient is never set to one.

Hint: What is the derivative of the result with respect to itself?

힌트: 결과를 자기 자신으로 미분하면 얼마인가요?
"""


class Scalar:
    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in node.parents)
        for node in order:
            node.grad = 0.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad += local * node.grad
