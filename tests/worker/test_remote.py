"""The judge's objects as the student sees them: each use is one request, private names never leave."""

import pytest

from grader.wire import Request
from grader.worker.remote import Remote, number_of


class Asked:
    """Takes requests and answers all with the same."""

    def __init__(self, answer: object = "answer") -> None:
        self.answer = answer
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> object:
        """Note the request."""
        self.requests.append(request)
        return self.answer


def test_a_call_is_a_request() -> None:
    """With its arguments and keywords."""
    ask = Asked()
    remote = Remote(ask, 3, "function")
    assert remote(1, k=2) == "answer"
    assert ask.requests == [Request("call", remote, (1,), {"k": 2})]


def test_reading_and_indexing_are_requests() -> None:
    """One each, every time."""
    ask = Asked()
    remote = Remote(ask, 3, "Model")
    assert remote.coef == remote.coef == remote[1, ...] == "answer"
    read = Request("getattr", remote, ("coef",))
    assert ask.requests == [read, read, Request("getitem", remote, ((1, ...),))]


def test_iteration_is_requests() -> None:
    """One for the iterator, and one an item."""
    ask = Asked()
    remote = Remote(ask, 3, "generator")
    ask.answer = remote
    assert iter(remote) is remote
    assert next(remote) is remote
    assert [request.operation for request in ask.requests] == ["iter", "next"]


@pytest.mark.parametrize("name", ["_private", "__globals__", "__self__", "__len__", "__wrapped__"])
def test_a_private_name_is_never_asked_for(name: str) -> None:
    """It does not exist, and ``hasattr`` says so without a round trip."""
    ask = Asked()
    with pytest.raises(AttributeError, match=f"'Model' object has no attribute '{name}'"):
        getattr(Remote(ask, 3, "Model"), name)
    assert ask.requests == []


def test_a_remote_shows_its_class_alone() -> None:
    """Its repr asks nothing of the judge; its number is known to the wire."""
    remote = Remote(Asked(), 3, "Model")
    assert repr(remote) == "<Model>"
    assert number_of(remote) == 3
