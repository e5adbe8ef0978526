"""The worker's end: it loads a submission and does what it is asked, and survives whatever the submission does."""

import functools
import linecache
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from wire_frames import End, Far, connect, hand_over

from grader.wire import Channel, Raised, Request, Returned
from grader.wire import format as f
from grader.wire.endpoint import MAX_NESTING
from grader.wire.messages import MAX_WARNINGS, RETURNED, Answer, Warned
from grader.worker.server import MAX_MESSAGE, Server

MODULE = "a_submission"
FILE = f"{MODULE}.py"


class Judge(End):
    """The asking end, with one submission loaded."""

    module: Far
    members: dict[str, Far]

    def ask(self, operation: str, target: object, *arguments: object, **keywords: object) -> Answer:
        """Ask for one operation."""
        answer = self.request(Request(operation, target, arguments, keywords))
        assert isinstance(answer, Returned | Raised)
        return answer

    def get(self, operation: str, target: object, *arguments: object, **keywords: object) -> Any:
        """Ask for one operation that gives a result."""
        answer = self.ask(operation, target, *arguments, **keywords)
        assert isinstance(answer, Returned), answer
        return answer.value

    def call(self, name: str, *arguments: object, **keywords: object) -> Answer:
        """Call a function of the submission."""
        return self.ask("call", self.get("getattr", self.module, name), *arguments, **keywords)

    def fail(self, name: str, *arguments: object) -> Raised:
        """Call a function of the submission that raises."""
        answer = self.call(name, *arguments)
        assert isinstance(answer, Raised), answer
        return answer


Load = Callable[[str], Judge]


@pytest.fixture
def empty() -> Iterator[Judge]:
    """Give a judge whose worker has loaded nothing."""
    judge, _ = connect(Judge, Server)
    yield judge
    sys.modules.pop(MODULE, None)
    linecache.cache.pop(FILE, None)


@pytest.fixture
def load(empty: Judge) -> Load:
    """Give a function that loads a submission."""

    def loaded(source: str) -> Judge:
        empty.get("compile", None, source, FILE)
        empty.module, empty.members = empty.get("execute", None, MODULE)
        return empty

    return loaded


def test_a_submission_becomes_a_module_of_its_name(load: Load) -> None:
    """It knows its name and file, and can be imported by what it does itself."""
    judge = load(f"import {MODULE} as me\ndef who():\n    return __name__, __file__, me.who is who")
    assert judge.module.name == "module"
    assert judge.call("who") == Returned((MODULE, FILE, True))


def test_source_that_is_no_python_is_an_exception_with_its_line(empty: Judge) -> None:
    """A syntax error says where."""
    answer = empty.ask("compile", None, "x = 1\nx = = 2\n", FILE)
    assert isinstance(answer, Raised)
    assert answer.ancestry == ("SyntaxError", "Exception", "BaseException")
    assert (answer.message, answer.line) == ("invalid syntax", 2)


def test_nothing_runs_before_it_was_compiled(empty: Judge) -> None:
    """Executing alone is answered, not obeyed."""
    answer = empty.ask("execute", None, MODULE)
    assert isinstance(answer, Raised)
    assert answer.message == "nothing was compiled"


def test_a_module_that_raises_while_it_is_imported_is_an_exception_with_its_line(empty: Judge) -> None:
    """The last line in the student's own file is told."""
    empty.get("compile", None, "import json\n\njson.loads('{')\n", FILE)
    answer = empty.ask("execute", None, MODULE)
    assert isinstance(answer, Raised)
    assert answer.ancestry[0] == "JSONDecodeError"
    assert answer.line == 3


def test_the_source_is_found_by_tracebacks(load: Load) -> None:
    """There is no file, and still inspect and tracebacks can show the line."""
    judge = load("import inspect\ndef f():\n    return inspect.getsource(f)")
    assert judge.call("f") == Returned("def f():\n    return inspect.getsource(f)")


def test_what_is_given_is_a_module_with_a_source(empty: Judge) -> None:
    """The student's code imports it, and its lines can be shown; its faults are not on a line of the student's."""
    try:
        empty.get("give", None, "import math\ndef half(x):\n    return math.sqrt(x) / 2\n")
        source = "import given, inspect\nfrom given import half\ndef f(x):\n\n    return half(x)\n"
        empty.get("compile", None, source + "def g(): return given.__file__, inspect.getsource(half)\n", FILE)
        empty.module, _ = empty.get("execute", None, MODULE)
        assert empty.call("f", 16.0) == Returned(2.0)
        assert empty.call("g") == Returned(("given.py", "def half(x):\n    return math.sqrt(x) / 2\n"))
        raised = empty.fail("f", -1.0)
        assert (raised.ancestry[0], raised.line) == ("ValueError", 5)
    finally:
        sys.modules.pop("given", None)
        linecache.cache.pop("given.py", None)


def test_futures_of_the_framework_are_not_the_students(load: Load) -> None:
    """A submission is compiled under its own future statements alone."""
    judge = load("def f(x: 1 + 1): pass\ndef g():\n    return f.__annotations__['x']")
    assert judge.call("g") == Returned(2)


def test_randomness_that_nobody_seeded_is_the_same_for_each_execution(load: Load) -> None:
    """The global generators of Python and NumPy start from the worker's seed."""
    source = "import random, numpy as np\nvalues = (random.random(), float(np.random.rand()))"
    first = load(source)
    drawn = first.get("getattr", first.module, "values")
    again, _ = first.get("execute", None, MODULE)
    assert first.get("getattr", again, "values") == drawn


def test_another_seed_gives_other_numbers() -> None:
    """The worker's seed decides."""
    drawn = []
    for seed in (1, 2):
        judge, _ = connect(Judge, functools.partial(Server, seed=seed))
        judge.get("compile", None, "import random\nvalue = random.random()", FILE)
        module, _ = judge.get("execute", None, MODULE)
        drawn.append(judge.get("getattr", module, "value"))
    sys.modules.pop(MODULE, None)
    assert drawn[0] != drawn[1]


_OBJECTS = """
class Box:
    kind = "box"
    def __init__(self, value=0): self.value = value
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): self.value = (key, value)
    def __contains__(self, item): return item == 1
    def __iter__(self): return iter((1, 2))
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __abs__(self): return "abs"
    def __invert__(self): return "invert"
    def same(self): return self
    def __eq__(self, other): return True
    __hash__ = None
def make(*arguments, **keywords): return Box(*arguments, **keywords)
def closure(): return lambda: 7
def generate():
    yield 1
"""


def test_calls_pass_arguments_and_keywords(load: Load) -> None:
    """Both kinds arrive."""
    judge = load(_OBJECTS)
    for box in (judge.get("call", judge.get("getattr", judge.module, "make"), 5), judge.call("make", value=5)):
        handle = box.value if isinstance(box, Returned) else box
        assert judge.get("getattr", handle, "value") == 5


def test_attributes_are_read_and_set(load: Load) -> None:
    """On instances, classes and modules."""
    judge = load(_OBJECTS)
    box = judge.get("call", judge.get("getattr", judge.module, "Box"))
    assert judge.get("setattr", box, "value", [1]) is None
    assert judge.get("getattr", box, "value") == [1]
    assert judge.get("getattr", judge.get("getattr", judge.module, "Box"), "kind") == "box"
    missing = judge.ask("getattr", box, "absent")
    assert isinstance(missing, Raised)
    assert missing.ancestry[0] == "AttributeError"


def test_items_and_iteration(load: Load) -> None:
    """Indexing, containment and iteration are those of the object; the end of an iterator is StopIteration."""
    judge = load(_OBJECTS)
    box = judge.get("call", judge.get("getattr", judge.module, "make"))
    assert judge.get("getitem", box, (slice(1), ...)) == (slice(1), ...)
    assert judge.get("setitem", box, "k", 3) is None
    assert judge.get("getattr", box, "value") == ("k", 3)
    assert (judge.get("contains", box, 1), judge.get("contains", box, 2)) == (True, False)
    iterator = judge.get("iter", box)
    assert [judge.get("next", iterator) for _ in range(2)] == [1, 2]
    end = judge.ask("next", iterator)
    assert isinstance(end, Raised)
    assert end.ancestry[0] == "StopIteration"


def test_isinstance_is_asked_of_the_class(load: Load) -> None:
    """An instance is one, a value of another type is not."""
    judge = load(_OBJECTS)
    kind = judge.get("getattr", judge.module, "Box")
    assert judge.get("isinstance", kind, judge.get("call", kind)) is True
    assert judge.get("isinstance", kind, 3) is False


_BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor", "lshift", "rshift"]


@pytest.mark.parametrize("name", _BINARY)
def test_a_binary_operator_keeps_its_sides(load: Load, name: str) -> None:
    """The object stands on the left, or on the right where the operation is the reflected one."""
    judge = load(
        f"class Number:\n def __{name}__(self, other): return 'left', other\n"
        f" def __r{name}__(self, other): return 'right', other\nnumber = Number()"
    )
    number = judge.get("getattr", judge.module, "number")
    operation = name + "_" if name in {"and", "or"} else name
    assert judge.get(operation, number, 2) == ("left", 2)
    assert judge.get(f"r{operation}", number, 2) == ("right", 2)


@pytest.mark.parametrize("name", ["neg", "pos", "abs", "invert"])
def test_a_unary_operator_is_the_objects(load: Load, name: str) -> None:
    """Each of the four."""
    judge = load(_OBJECTS)
    assert judge.get(name, judge.get("call", judge.get("getattr", judge.module, "Box"))) == name


def test_an_unknown_operation_is_an_exception(load: Load) -> None:
    """It is answered like any mistake."""
    judge = load(_OBJECTS)
    answer = judge.ask("explode", judge.module)
    assert isinstance(answer, Raised)
    assert answer.ancestry[0] == "KeyError"


def test_one_object_is_one_handle(load: Load) -> None:
    """What a method returns of itself is the handle that the judge has."""
    judge = load(_OBJECTS)
    box = judge.get("call", judge.get("getattr", judge.module, "make"))
    assert judge.get("call", judge.get("getattr", box, "same")) is box


@pytest.mark.parametrize(("name", "kind"), [("closure", "function"), ("generate", "generator"), ("make", "Box")])
def test_what_is_no_value_stays(load: Load, name: str, kind: str) -> None:
    """Closures, generators and instances cross as handles that bear their class's name."""
    judge = load(_OBJECTS)
    assert judge.get("call", judge.get("getattr", judge.module, name)).name == kind


_RAISING = """
import sys
class OwnError(KeyError):
    pass
class Mute(Exception):
    def __str__(self): raise OwnError
class Odd(Exception):
    def __str__(self): return 5
class Text(str):
    def __str__(self): return "other"
    def __getitem__(self, key): return 5
class Tricky(Exception):
    def __str__(self): return Text("plain")
class Looping(Exception):
    def __str__(self): return self.__str__()
class Placed(SyntaxError):
    pass
def own(): raise OwnError("k")
def mute(): raise Mute
def odd(): raise Odd
def tricky(): raise Tricky
def looping(): raise Looping
def leave(): sys.exit(3)
def interrupt(): raise KeyboardInterrupt
def close(): raise GeneratorExit
def long(): raise ValueError("x" * 100_000)
def recurse(): return recurse()
def elsewhere():
    return sorted([1, 2], key=lambda x: 1 / (x - x))
def group(): raise ExceptionGroup("many", [ValueError()])
elsewhere_too = {"Placed": Placed}
exec(compile('''def placed(line):
    error = Placed("text")
    error.lineno = line
    raise error''', "another file", "exec"), elsewhere_too)
placed = elsewhere_too["placed"]
def message(value):
    error = SyntaxError("text")
    error.msg = value
    raise error
"""


@pytest.mark.parametrize(
    ("name", "ancestry", "message"),
    [
        ("own", ("OwnError", "KeyError", "LookupError", "Exception", "BaseException"), "'k'"),
        ("mute", ("Mute", "Exception", "BaseException"), "(an exception that cannot be printed)"),
        ("odd", ("Odd", "Exception", "BaseException"), "(an exception that cannot be printed)"),
        ("looping", ("Looping", "Exception", "BaseException"), "(an exception that cannot be printed)"),
        ("tricky", ("Tricky", "Exception", "BaseException"), "plain"),
        ("leave", ("SystemExit", "BaseException"), "3"),
        ("interrupt", ("KeyboardInterrupt", "BaseException"), ""),
        ("close", ("GeneratorExit", "BaseException"), ""),
        ("long", ("ValueError", "Exception", "BaseException"), "x" * MAX_MESSAGE),
        ("group", ("ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException"), "many (1 sub-exception)"),
    ],
)
def test_an_exception_is_its_classes_and_its_text(
    load: Load, name: str, ancestry: tuple[str, ...], message: str
) -> None:
    """Whatever is raised, exits included, is an answer, and no ``__str__`` of the student's can break it."""
    raised = load(_RAISING).fail(name)
    assert (raised.ancestry, raised.message) == (ancestry, message)


def test_the_line_is_the_last_in_the_students_file(load: Load) -> None:
    """Not the one in the library, nor the first of the calls."""
    judge = load(_RAISING)
    line = _RAISING.splitlines().index("    return sorted([1, 2], key=lambda x: 1 / (x - x))") + 1
    assert judge.fail("elsewhere").line == line


def test_endless_recursion_is_an_exception(load: Load) -> None:
    """The worker lives on."""
    judge = load(_RAISING)
    assert judge.fail("recurse").ancestry[0] == "RecursionError"
    assert judge.fail("leave").message == "3"


@pytest.mark.parametrize(("claim", "line"), [(7, 7), (None, 0), ("7", 0), (2.5, 0), ([], 0), (np.zeros(3), 0)])
def test_a_line_that_is_no_number_is_none(load: Load, claim: object, line: int) -> None:
    """Where no line of the student's file was running, a syntax error's own claim counts, if it is a number."""
    assert load(_RAISING).fail("placed", claim).line == line


def test_a_syntax_errors_text_may_be_anything(load: Load) -> None:
    """What is no text cannot be told."""
    assert load(_RAISING).fail("message", [1]).message == "(an exception that cannot be printed)"


_WARNING = """
import warnings
import numpy as np
class Own(DeprecationWarning):
    pass
class Mute(UserWarning):
    asked = False
    def __str__(self):  # asked once while it is issued, and later by whoever shows it
        if self.asked:
            raise ValueError
        self.asked = True
        return ""
def warn(kind, text, times=1):
    for i in range(times):
        warnings.warn(text + str(i), {"own": Own, "user": UserWarning}[kind])
def mute(): warnings.warn(Mute())
def silent():
    warnings.simplefilter("ignore")
    warnings.warn("unheard")
def warn_and_raise():
    warnings.warn("first")
    raise ValueError
def divide(): return float(np.array([1.0]) / np.array([0.0]))[0]
def ratio(): return np.array([1.0, 0.0]) / np.array([0.0, 0.0])
def careless(): np.seterr(all="raise")
"""


def test_warnings_are_recorded(load: Load) -> None:
    """With the nearest builtin category, in their order, the same twice."""
    judge = load(_WARNING)
    for _ in range(2):
        answer = judge.call("warn", "own", "w", 2)
        assert answer.warned == (Warned("DeprecationWarning", "w0"), Warned("DeprecationWarning", "w1"))


def test_warnings_are_bounded(load: Load) -> None:
    """The first few, each cut."""
    judge = load(_WARNING)
    answer = judge.call("warn", "user", "w" * 100_000, MAX_WARNINGS + 10)
    assert answer.warned == (Warned("UserWarning", "w" * MAX_MESSAGE),) * MAX_WARNINGS


def test_a_warning_that_cannot_be_printed_is_recorded(load: Load) -> None:
    """Its text is the student's own code, too."""
    (warned,) = load(_WARNING).call("mute").warned
    assert warned == Warned("UserWarning", "(an exception that cannot be printed)")


def test_warnings_come_with_an_exception(load: Load) -> None:
    """What was warned of before it was raised is told."""
    assert load(_WARNING).fail("warn_and_raise").warned == (Warned("UserWarning", "first"),)


def test_a_filter_of_the_students_holds_for_one_call(load: Load) -> None:
    """What it silences is silent, and the next call is heard again."""
    judge = load(_WARNING)
    assert judge.call("silent").warned == ()
    assert len(judge.call("warn", "user", "w").warned) == 1


def test_the_judges_error_handling_holds_during_the_call(load: Load) -> None:
    """A division by zero warns, raises or passes as the judge's errstate says."""
    judge = load(_WARNING)
    ratio = judge.get("getattr", judge.module, "ratio")
    silent = {"divide": "ignore", "invalid": "ignore"}
    assert judge.request(Request("call", ratio, errstate=silent)).warned == ()
    raised = judge.request(Request("call", ratio, errstate={"divide": "raise", "invalid": "raise"}))
    assert raised.ancestry[:2] == ("FloatingPointError", "ArithmeticError")
    assert [warned.category for warned in judge.request(Request("call", ratio)).warned] == ["RuntimeWarning"] * 2


def test_an_error_handling_of_the_students_ends_with_the_call(load: Load) -> None:
    """None stands for NumPy's default, whatever was set before."""
    judge = load(_WARNING)
    judge.call("careless")
    assert isinstance(judge.call("ratio"), Returned)


_UNSENDABLE = """
import numpy as np
def deep():
    value = 1
    for _ in range(100):
        value = [value]
    return value
def circle():
    value = []
    value.append(value)
    return value
def large(): return np.zeros(1 << 23 | 1)
def many(): return [None] * 300_000
def integer(): return 1 << 5000
def fill(value): value.extend([None] * 300_000)
def fine(): return 1
"""


@pytest.mark.parametrize("name", ["deep", "circle", "large", "many", "integer"])
def test_a_result_that_cannot_cross_is_an_exception(load: Load, name: str) -> None:
    """Too deep, too large or without end: the student is told, and the worker lives on."""
    judge = load(_UNSENDABLE)
    raised = judge.fail(name)
    assert raised.ancestry == ("UnsendableError", "Exception")
    assert "hand" in raised.message
    assert judge.call("fine") == Returned(1)


def test_an_argument_changed_beyond_what_can_cross_is_an_exception(load: Load) -> None:
    """The original stays as it was."""
    judge = load(_UNSENDABLE)
    here: list[object] = []
    assert judge.fail("fill", here).ancestry[0] == "UnsendableError"
    assert here == []


_CALLING = """
def call(function, *arguments, **keywords): return function(*arguments, **keywords)
def catch(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__, str(error)
def same(first, second): return first is second
def kind(value): return type(value).__name__, repr(value)
def nest(function, depth): return function(nest, depth - 1) if depth else "bottom"
def hold(function):
    global held
    held = function
def held_is(function): return held is function
"""


def test_a_callable_of_the_judges_can_be_called(load: Load) -> None:
    """With arguments and keywords; what it returns is the result."""
    judge = load(_CALLING)
    answer = judge.call("call", lambda *items, **named: (items, named), 1, [2], k="v")
    assert answer == Returned(((1, [2]), {"k": "v"}))


def test_what_a_callback_changes_is_changed_for_the_student(load: Load) -> None:
    """In place, through both directions."""
    judge = load("import numpy as np\ndef f(fill):\n    x = np.zeros(2)\n    fill(x)\n    return x")

    def fill(array: Any) -> None:
        array[:] = 4

    answer = judge.call("f", fill)
    assert isinstance(answer, Returned)
    value: Any = answer.value
    assert value.tolist() == [4, 4]


def test_what_a_callback_raises_is_raised_for_the_student(load: Load) -> None:
    """As its builtin class, to be caught like any other."""

    def fail() -> None:
        raise ValueError("no")

    judge = load(_CALLING)
    assert judge.call("catch", fail) == Returned(("ValueError", "no"))
    assert judge.fail("call", fail).ancestry[0] == "ValueError"


def test_one_object_of_the_judges_is_one_object_for_the_student(load: Load) -> None:
    """Within a call and from one call to the next, for as long as it is held."""
    judge = load(_CALLING)
    mine = object()
    assert judge.call("same", mine, mine) == Returned(value=True)
    judge.call("hold", mine)
    assert judge.call("held_is", mine) == Returned(value=True)
    assert judge.call("call", judge.get("getattr", judge.module, "same"), mine, 1) == Returned(value=False)


def test_an_object_of_the_judges_comes_home_as_itself(load: Load) -> None:
    """What was handed out and is returned is the object."""
    judge = load("def f(x): return {'k': x}")
    mine = object()
    answer = judge.call("f", mine)
    assert answer == Returned({"k": mine})


def test_calls_back_and_forth_nest_to_a_bound(load: Load) -> None:
    """Up to it they work; beyond it the student's code gets a RecursionError, and the worker lives on."""
    judge = load(_CALLING)

    def back(function: object, depth: int) -> Any:
        answer = judge.ask("call", function, back, depth)
        if isinstance(answer, Raised):
            return answer.ancestry[0]
        return answer.value

    assert judge.call("nest", back, MAX_NESTING - 1) == Returned("bottom")
    assert judge.call("nest", back, MAX_NESTING) == Returned("RecursionError")
    assert judge.call("nest", back, 1) == Returned("bottom")


def test_a_number_that_the_judge_never_gave_is_no_object(load: Load) -> None:
    """A forged proxy is found out by the judge; here it is no more than its number."""
    judge = load("def f(x):\n    x._number = 77\n    return x")
    with pytest.raises(f.WireError, match="never given"):
        judge.call("f", object())


def _running(handle: Callable[[Channel], None]) -> None:
    """Run a server over a socket in a thread, and wait for its end after ``handle``."""
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=Server(Channel(theirs)).run)
    thread.start()
    with ours:
        handle(Channel(ours))
    thread.join(20)
    theirs.close()
    assert not thread.is_alive()


def test_a_server_runs_until_the_judge_hangs_up() -> None:
    """It answers over a socket, and ends without complaint."""

    def handle(channel: Channel) -> None:
        end = End(channel)
        number = hand_over(end, max)
        assert number == 0
        assert end.request(Request("abs", -3)) == Returned(3)
        assert end.request(Request("call", max, (1, 2))) == Returned(2)

    _running(handle)


def test_a_server_ends_when_it_is_sent_no_request() -> None:
    """An answer that nobody asked for ends the conversation."""
    _running(lambda channel: channel.send(RETURNED, 1, b""))


def test_a_server_ends_when_the_judge_hangs_up_within_a_frame() -> None:
    """Half a frame is the end, too."""
    _running(lambda channel: channel.write(b"\0\0"))


def test_a_modules_functions_and_classes_come_with_it(load: Load) -> None:
    """No values, no functions of others, and what a metaclass of the student's makes has to be asked for."""
    judge = load(
        "import math\nvalue = 3\nsin = math.sin\nclass Meta(type): pass\nclass Made(metaclass=Meta): pass\n"
        "class Model: pass\ndef f(): return 1\ninstance = Model()\nglobals()[3] = f\n"
    )
    assert set(judge.members) == {"Meta", "Model", "f"}
    assert judge.get("call", judge.members["f"]) == 1


def test_thousands_of_members_are_cut(load: Load) -> None:
    """The rest are there when they are asked for."""
    judge = load("for n in range(1000):\n    exec(f'def f{n}(): return {n}')\n")
    assert len(judge.members) == 256
    assert judge.get("call", judge.get("getattr", judge.module, "f999")) == 999


def test_a_member_is_what_its_name_means_now(load: Load) -> None:
    """Who binds a name of the module anew, from within or from without, is heard, even by an old handle."""
    judge = load("def f(): return 1\ndef g():\n    global f\n    f = lambda: 2\ndef h():\n    global f\n    del f\n")
    f = judge.members["f"]
    assert judge.get("call", f) == 1
    judge.get("call", judge.members["g"])
    assert judge.get("call", f) == 2
    judge.get("setattr", judge.module, "f", judge.members["g"])
    assert judge.get("call", f) is None
    judge.get("call", judge.members["h"])
    assert judge.get("call", f) == 1
