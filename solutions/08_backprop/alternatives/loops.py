"""Plain loops over entries and samples, an entry moved in place and put back, everything in double precision inside."""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    moved = np.array(as_float(x), dtype=np.float64)
    gradient = np.empty(moved.shape)
    for index in np.ndindex(moved.shape):
        entry = moved[index]
        moved[index] = entry + h
        above = f(moved)
        moved[index] = entry - h
        below = f(moved)
        moved[index] = entry
        gradient[index] = (above - below) / (2 * h)
    return gradient


def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    worst = 0.0
    for p, q in zip(a.ravel().tolist(), b.ravel().tolist(), strict=True):
        worst = max(worst, abs(p - q) / max(eps, abs(p) + abs(q)))
    return worst


class Scalar:
    def __pow__(self, exponent):
        if isinstance(exponent, Scalar):
            raise TypeError("a number, please")
        value = self.data**exponent
        return Scalar(value, [(self, exponent * value / self.data)])

    def tanh(self):
        once = math.exp(-2 * abs(self.data))
        value = math.copysign((1 - once) / (1 + once), self.data)
        return Scalar(value, [(self, 4 * once / (1 + once) ** 2)])

    def relu(self):
        return self * (1 if self.data > 0 else 0)

    def backward(self):
        # the depth of a number is one more than that of the deepest number it was made from
        depth = {}
        stack = [self]
        while stack:
            node = stack[-1]
            above = [parent for parent, _ in node.parents if parent not in depth]
            if above:
                stack.extend(above)
            else:
                depth[node] = 1 + max((depth[parent] for parent, _ in node.parents), default=0)
                stack.pop()
        for node in depth:
            node.grad = 0.0
        self.grad = 1.0
        for node in sorted(depth, key=depth.get, reverse=True):
            for parent, local in node.parents:
                parent.grad = parent.grad + node.grad * local


def linear_forward(x, W, b):
    W, b = _check_layer(W, b)
    x = _check_input(x, W.shape[0])
    out = np.empty((*x.shape[:-1], W.shape[1]), dtype=np.result_type(x, W, b))
    for index in np.ndindex(x.shape[:-1]):
        for j in range(W.shape[1]):
            out[*index, j] = b[j] + math.fsum(x[*index, i] * W[i, j] for i in range(W.shape[0]))
    return out, (x.copy(), W.copy(), out.shape)


def linear_backward(dout, cache):
    x, W, shape = cache
    dout = _check_shape(dout, tuple(shape))
    dx, dW, db = np.zeros_like(x), np.zeros_like(W), np.zeros(W.shape[1], dtype=W.dtype)
    for index in np.ndindex(x.shape[:-1]):
        db += dout[index]
        for i in range(W.shape[0]):
            dW[i] += x[*index, i] * dout[index]
            dx[*index, i] = np.dot(W[i], dout[index])
    return dx, dW, db


def compose_affine(layers):
    if not layers:
        raise ValueError("no layers")
    # from the last to the first
    W, b = _check_layer(*layers[-1])
    for before in reversed(layers[:-1]):
        V, c = _check_layer(*before)
        if V.shape[1] != W.shape[0]:
            raise ValueError("sizes do not chain")
        b = c @ W + b
        W = V @ W
    return W, b


def mse_loss(pred, target):
    pred = as_float(pred)
    target = _check_shape(target, pred.shape)
    if pred.size == 0:
        raise ValueError("no entries")
    loss, gradient = 0.0, np.empty_like(pred)
    for index in np.ndindex(pred.shape):
        error = float(pred[index]) - float(target[index])
        loss += error * error / pred.size
        gradient[index] = 2 * error / pred.size
    return loss, gradient


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    dz = np.empty_like(s)
    for row in np.ndindex(s.shape[:-1]):
        p, d = s[row], ds[row]
        for i in range(len(p)):
            dz[*row, i] = sum(p[j] * ((i == j) - p[i]) * d[j] for j in range(len(p)))
    return dz


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    loss, dlogits = 0.0, np.empty_like(logits)
    for n, label in enumerate(labels):
        row = logits[n].astype(np.float64)
        top = row.max()
        total = top + math.log(sum(math.exp(z - top) for z in row))
        loss += (total - row[label]) / len(labels)
        for k, z in enumerate(row):
            dlogits[n, k] = (math.exp(z - total) - (k == label)) / len(labels)
    return float(loss), dlogits


class MLP:
    def __init__(self, sizes, rng):
        sizes = list(sizes)
        if len(sizes) <= 1 or not all(size >= 1 for size in sizes):
            raise ValueError("no network")
        self.params = {}
        for i in range(len(sizes) - 1):
            scale = (2 / sizes[i]) ** 0.5
            self.params["W" + str(i)] = scale * rng.standard_normal(size=(sizes[i], sizes[i + 1]))
            self.params["b" + str(i)] = np.zeros((sizes[i + 1],))

    def _run(self, x):
        tape = []
        for i in range(len(self.params) // 2):
            gate = np.ones(np.shape(x)) if i == 0 else np.heaviside(x, 0)
            x, cache = linear_forward(x * gate, self.params["W" + str(i)], self.params["b" + str(i)])
            tape.append((gate, cache))
        return x, tape

    def loss_and_grads(self, x, labels):
        logits, tape = self._run(x)
        loss, upstream = softmax_cross_entropy(logits, labels)
        grads = {}
        while tape:
            gate, cache = tape.pop()
            upstream, dW, db = linear_backward(upstream, cache)
            upstream = upstream * gate
            grads["W" + str(len(tape))], grads["b" + str(len(tape))] = dW, db
        return loss, grads


def train(model, x, labels, lr, n_steps):
    history = []
    for step in range(n_steps + 1):
        loss, grads = model.loss_and_grads(x, labels)
        history.append(loss)
        if step < n_steps:
            for name in model.params:
                model.params[name] -= lr * grads[name]
    return np.array(history)


def accuracy(model, x, labels):
    right = 0
    for sample, label in zip(x, labels, strict=True):
        right += int(np.argmax(model.forward(sample[None])[0])) == label
    return right / len(x)


def without_relu(model):
    W, b = model.params["W0"], model.params["b0"]
    for i in range(1, len(model.params) // 2):
        W, b = compose_affine([(W, b), (model.params[f"W{i}"], model.params[f"b{i}"])])
    return W, b


def difference_errors(f, x, slope, h):
    here, right, left = f(x), f(x + h), f(x - h)
    to_the_right, to_the_left = (right - here) / h, (here - left) / h
    return abs((to_the_right - slope) / slope), abs(((to_the_right + to_the_left) / 2 - slope) / slope)


def order_of_error(steps, errors):
    table = np.column_stack([np.log10(steps), np.ones(len(steps))])
    (slope, _), *_ = np.linalg.lstsq(table, np.log10(errors))
    return float(slope)


def best_steps(f, x, slope, steps):
    best = [(math.inf, 0.0), (math.inf, 0.0)]
    for h in steps.tolist():
        for i, error in enumerate(difference_errors(f, x, slope, h)):
            if error < best[i][0]:
                best[i] = (error, h)
    return best[0][1], best[1][1]


def answer_logit_gradient():
    e = [math.exp(z) for z in (2, 1, 0)]
    return e[0] / sum(e) - 1, e[1] / sum(e), e[2] / sum(e)


def answer_shapes():
    return (100, 10), 2**5
