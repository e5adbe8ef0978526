"""Head j gets every h-th column.

Published: to deal the columns out in turn is just as good a convention where the weights are trained under it.

Hint: Which columns belong to head 0: the first block or every h-th one?

힌트: 0번 헤드의 열은 첫 블록인가요, h칸마다 하나씩인가요?
"""


def split_heads(x, n_heads):
    x = as_float(x)
    n, t, _ = x.shape
    return x.reshape(n, t, -1, n_heads).transpose(0, 3, 1, 2)
