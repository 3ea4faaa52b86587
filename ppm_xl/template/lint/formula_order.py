"""The order of a formula's parts: values, what joins them, brackets that open and close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from openpyxl.formula.tokenizer import Token


def disorder(tokens: Sequence[Token]) -> str:
    """Say what is wrong with the order of a formula's parts; empty where nothing is."""
    reader = _Reader()
    for token in tokens:
        if token.type != Token.WSPACE and (wrong := reader.read(token)):
            return wrong
    if reader.open:
        return "a bracket is not closed"
    return "a value is missing at the end" if reader.wants_value else ""


class _Reader:
    """Reads one part after another, knowing whether a value must come next."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.wants_value = True
        self._may_be_empty = False
        """Just after a function's bracket or comma, where an argument may be left out."""

    def read(self, token: Token) -> str:
        """Take the next part; say what is wrong with its being here."""
        if token.subtype in _BY_SUBTYPE:
            return _BY_SUBTYPE[token.subtype](self, token)
        return _BY_TYPE[token.type](self, token)

    def opens(self, token: Token) -> str:
        if not self.wants_value:
            return _unjoined(token)
        self.open.append(token.type)
        self._may_be_empty = token.type == Token.FUNC
        return ""

    def closes(self, token: Token) -> str:
        if not self.open or self.open.pop() != token.type:
            return "a bracket too many"
        return self._ends_argument(token, wants_value=False)

    def parts(self, token: Token) -> str:
        if not self.open:
            return "a comma outside a function"
        wrong = self._ends_argument(token, wants_value=True)
        self._may_be_empty = self.open[-1] == Token.FUNC
        return wrong

    def _ends_argument(self, token: Token, *, wants_value: bool) -> str:
        if self.wants_value and not self._may_be_empty:
            return _valueless(token)
        self.wants_value, self._may_be_empty = wants_value, False
        return ""

    def value(self, token: Token) -> str:
        if not self.wants_value:
            return _unjoined(token)
        self.wants_value = self._may_be_empty = False
        return ""

    def before_value(self, token: Token) -> str:
        self._may_be_empty = False
        return "" if self.wants_value else _unjoined(token)

    def between(self, token: Token) -> str:
        if self.wants_value:
            return _valueless(token)
        self.wants_value = True
        return ""

    def after_value(self, token: Token) -> str:
        return _valueless(token) if self.wants_value else ""


def _unjoined(token: Token) -> str:
    return f"nothing joins {token.value} to what stands before it"


def _valueless(token: Token) -> str:
    return f"a value is missing before {token.value}"


_Read = Callable[[_Reader, Token], str]
_BY_SUBTYPE: Final[dict[str, _Read]] = {Token.OPEN: _Reader.opens, Token.CLOSE: _Reader.closes}
_BY_TYPE: Final[dict[str, _Read]] = {
    Token.SEP: _Reader.parts,
    Token.OPERAND: _Reader.value,
    Token.OP_PRE: _Reader.before_value,
    Token.OP_IN: _Reader.between,
    Token.OP_POST: _Reader.after_value,
}
