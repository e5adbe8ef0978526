"""Einstein sums for products, all shifted points at once, and a scalar engine of closures sorted by counting uses."""


def numerical_gradient(f, x, h=1e-5):
    if not h > 0:
        raise ValueError("h must be positive")
    x = as_float(x)
    flat = np.array(x, dtype=np.float64).ravel()
    shifts = h * np.eye(flat.size)
    slopes = [(f((flat + shift).reshape(x.shape)) - f((flat - shift).reshape(x.shape))) / (2 * h) for shift in shifts]
    return np.array(slopes, dtype=np.float64).reshape(x.shape)


def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    if a.size == 0:
        return 0.0
    return float((np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), eps)).max())


class Scalar:
    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.made_from = list(parents)
        self.push = lambda: None

    def __add__(self, other):
        other = _as_scalar(other)
        out = Scalar(self.data + other.data, [self, other])

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __mul__(self, other):
        other = _as_scalar(other)
        out = Scalar(self.data * other.data, [self, other])

        def push():
            self.grad += out.grad * other.data
            other.grad += out.grad * self.data

        out.push = push
        return out

    def __pow__(self, exponent):
        if isinstance(exponent, Scalar):
            return NotImplemented
        out = Scalar(self.data**exponent, [self])

        def push():
            self.grad += out.grad * exponent * self.data ** (exponent - 1)

        out.push = push
        return out

    def exp(self):
        out = Scalar(math.exp(self.data), [self])

        def push():
            self.grad += out.grad * out.data

        out.push = push
        return out

    def tanh(self):
        out = Scalar(math.tanh(self.data), [self])

        def push():
            self.grad += out.grad * (1 - out.data * out.data)

        out.push = push
        return out

    def relu(self):
        out = Scalar(self.data if self.data > 0 else 0.0, [self])

        def push():
            if out.data > 0:
                self.grad += out.grad

        out.push = push
        return out

    def backward(self):
        uses = {self: 0}
        waiting = [self]
        while waiting:
            node = waiting.pop()
            node.grad = 0.0
            for parent in node.made_from:
                if parent not in uses:
                    uses[parent] = 0
                    waiting.append(parent)
                uses[parent] += 1
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            node.push()
            for parent in node.made_from:
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)


def linear_forward(x, W, b):
    W, b = _check_layer(W, b)
    x = _check_input(x, len(W))
    return np.einsum("...i,ij->...j", x, W) + b, {"x": x, "W": W, "shape": (*x.shape[:-1], len(b))}


def linear_backward(dout, cache):
    dout = _check_shape(dout, cache["shape"])
    dx = np.einsum("...j,ij->...i", dout, cache["W"])
    samples, upstream = cache["x"].reshape(-1, dx.shape[-1]), dout.reshape(-1, dout.shape[-1])
    return dx, np.einsum("ni,nj->ij", samples, upstream), np.einsum("nj->j", upstream)


def compose_affine(layers):
    if len(layers) == 0:
        raise ValueError("no layers")
    layers = [_check_layer(W, b) for W, b in layers]
    for (W, _), (V, _) in pairwise(layers):
        if W.shape[1] != V.shape[0]:
            raise ValueError("sizes do not chain")
    extended = []  # [W 0; b 1]: with a 1 at the end of x, an affine map is a matrix
    for W, b in layers:
        corner = np.zeros((W.shape[0] + 1, W.shape[1] + 1), dtype=W.dtype)
        corner[:-1, :-1], corner[-1, :-1], corner[-1, -1] = W, b, 1
        extended.append(corner)
    product = extended[0]
    for matrix in extended[1:]:
        product = np.einsum("ij,jk->ik", product, matrix)
    return product[:-1, :-1], product[-1, :-1]


def mse_loss(pred, target):
    pred = as_float(pred)
    target = _check_shape(target, pred.shape)
    if pred.size == 0:
        raise ValueError("empty")
    error = (pred - target).ravel()
    return float(np.einsum("i,i->", error, error) / error.size), (error * (2 / error.size)).reshape(pred.shape)


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    jacobian = np.einsum("...i,ij->...ij", s, np.eye(s.shape[-1], dtype=s.dtype)) - np.einsum("...i,...j->...ij", s, s)
    return np.einsum("...ij,...j->...i", jacobian, ds)


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n, k = logits.shape
    target = np.eye(k, dtype=logits.dtype)[labels]
    loss = -np.einsum("nk,nk->", target, log_softmax(logits)) / n
    return float(loss), (softmax(logits) - target) / n


class MLP:
    def __init__(self, sizes, rng):
        if len(sizes) < 2 or any(size < 1 for size in sizes):
            raise ValueError("no network")
        self.params = {}
        for i in range(len(sizes) - 1):
            self.params[f"W{i}"] = rng.standard_normal((sizes[i], sizes[i + 1])) * np.sqrt(2 / sizes[i])
            self.params[f"b{i}"] = np.zeros(sizes[i + 1])

    def forward(self, x):
        h = as_float(x)
        last = len(self.params) // 2 - 1
        for i in range(last + 1):
            h, _ = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            if i < last:
                h = np.where(h > 0, h, 0)
        return h

    def loss_and_grads(self, x, labels):
        h, tape = as_float(x), []
        last = len(self.params) // 2 - 1
        for i in range(last + 1):
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            tape.append((z, cache))
            h = np.where(z > 0, z, 0) if i < last else z
        loss, d = softmax_cross_entropy(h, labels)
        grads = dict.fromkeys(self.params)
        for i in range(last, -1, -1):
            z, cache = tape[i]
            if i < last:
                d = np.where(z > 0, d, 0)
            d, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(d, cache)
        return loss, grads


def train(model, x, labels, lr, n_steps):
    losses = np.zeros(n_steps + 1)
    losses[0], grads = model.loss_and_grads(x, labels)
    for t in range(n_steps):
        model.params = {name: value - lr * grads[name] for name, value in model.params.items()}
        losses[t + 1], grads = model.loss_and_grads(x, labels)
    return losses


def accuracy(model, x, labels):
    logits = model.forward(x)
    return sum(int(row.argmax() == label) for row, label in zip(logits, labels, strict=True)) / len(labels)


def without_relu(model):
    # the image of zero is b, and what the unit vectors add to it are the rows of W
    def through(x):
        for i in range(len(model.params) // 2):
            x = x @ model.params[f"W{i}"] + model.params[f"b{i}"]
        return x

    width = len(model.params["W0"])
    b = through(np.zeros(width))
    return through(np.eye(width)) - b, b


def difference_errors(f, x, slope, h):
    def estimate(a, b):
        return (f(b) - f(a)) / (b - a)

    return abs(estimate(x, x + h) / slope - 1), abs(estimate(x - h, x + h) / slope - 1)


def order_of_error(steps, errors):
    u, v = np.log(steps), np.log(errors)
    u = u - u.mean()
    return float(np.einsum("i,i->", u, v) / np.einsum("i,i->", u, u))


def best_steps(f, x, slope, steps):
    pairs = [difference_errors(f, x, slope, float(h)) for h in steps]
    best = [min(range(len(pairs)), key=lambda k, i=i: pairs[k][i]) for i in range(2)]
    return float(steps[best[0]]), float(steps[best[1]])


def answer_logit_gradient():
    p = softmax(np.array([2.0, 1.0, 0.0]))
    return float(p[0]) - 1, float(p[1]), float(p[2])


def answer_shapes():
    _, cache = linear_forward(np.ones((32, 100)), np.ones((100, 10)), np.ones(10))
    _, dW, db = linear_backward(np.ones((32, 10)), cache)
    return dW.shape, int(db[0])
