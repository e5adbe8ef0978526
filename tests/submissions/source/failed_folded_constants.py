"""Constants that a compiler might work out, each larger than the memory."""
x = [lambda: 2 ** 10 ** 10, lambda: "a" * (1 << 40), lambda: (0,) * (1 << 40), lambda: 1 << (1 << 40)]
y = ((((((((("x" * 4000) * 4000) * 4000) * 4000))))))
