"""A second use of a number overwrites the gradient of the first.

Hint: If x is used twice, how many paths lead from the result back to x?

힌트: x가 두 번 쓰이면 결과에서 x로 돌아가는 길은 몇 개인가요?
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
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad = local * node.grad
