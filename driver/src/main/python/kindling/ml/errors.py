"""A user's mistakes as Python's errors."""

from contextlib import contextmanager
from typing import Iterator

from py4j.protocol import Py4JJavaError

_USER_EXCEPTION = "io.kindling.driver.UserException"


@contextmanager
def user_errors() -> Iterator[None]:
    """Raises ValueError, with its message alone, for what the JVM says of parameters, columns or rows."""
    try:
        yield
    except Py4JJavaError as error:
        thrown = error.java_exception
        if thrown.getClass().getName() == _USER_EXCEPTION:
            raise ValueError(thrown.getMessage()) from None
        raise
