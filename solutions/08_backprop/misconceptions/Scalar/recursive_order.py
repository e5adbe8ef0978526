"""The graph is sorted by a recursion, which a long chain ends.

Hint: Call backward on a product of five thousand factors: how deep do your calls go?

힌트: 인수가 오천 개인 곱에서 backward를 호출해 보세요. 함수 호출이 얼마나 깊어지나요?
"""


class Scalar:
    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad += local * node.grad
