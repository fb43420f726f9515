"""A small client of the language server protocol: opens a text as an editor does and asks about it.

The messages are those of the Language Server Protocol, version 3.17: JSON-RPC 2.0 over stdin
and stdout, each with a header that gives its length. Lines and characters count from 0 there
and from 1 here, as in the rest of the program.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

# No schema store and no telemetry: the server then needs no network.
SETTINGS: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False, "url": ""},
        "kubernetesCRDStore": {"enable": False},
        "schemas": {},
    },
    "redhat": {"telemetry": {"enabled": False}},
    "http": {"proxy": "", "proxyStrictSSL": True},
}
CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}
_PATIENCE = 90.0  # a machine that is busy with other tests is slow


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What an editor underlines; line and column from 1."""

    line: int
    column: int
    message: str


class Editor:
    """A running language server with the texts that were opened in it."""

    def __init__(self, *command: str) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin
        assert self._process.stdout
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, list[Diagnostic]] = {}
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAPABILITIES})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._process.wait(timeout=5)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._to.close()
        self._from.close()

    def open(self, uri: str, text: str) -> list[Diagnostic]:
        """Open a text and give what the server finds wrong with it."""
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        self._until(lambda _: uri in self._diagnostics)
        return self._diagnostics[uri]

    def complete(self, uri: str, line: int, column: int) -> list[str]:
        """Give what the server offers at a place."""
        found = self._ask("textDocument/completion", _at(uri, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return [item["label"] for item in items]

    def hover(self, uri: str, line: int, column: int) -> str:
        """Give what the server shows when the pointer rests on a place."""
        found = self._ask("textDocument/hover", _at(uri, line, column))
        return str(found["contents"]["value"]) if found else ""

    def _ask(self, method: str, params: Any) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            try:
                message = self._inbox.get(timeout=_PATIENCE)
            except queue.Empty:
                raise TimeoutError("the language server does not answer") from None
            if "method" in message:
                self._take(message)
            if wanted(message):
                return message

    def _take(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, keep what it finds."""
        params = message.get("params") or {}
        if message["method"] == "textDocument/publishDiagnostics":
            self._diagnostics[params["uri"]] = [_diagnostic(one) for one in params["diagnostics"]]
        elif "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                result = [SETTINGS.get(item.get("section", ""), {}) for item in params["items"]]
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _listen(self) -> None:
        while header := self._from.readline():
            length = int(header.partition(b":")[2])
            while self._from.readline().strip():
                pass
            self._inbox.put(json.loads(self._from.read(length)))


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}


def _diagnostic(found: dict[str, Any]) -> Diagnostic:
    start = found["range"]["start"]
    return Diagnostic(start["line"] + 1, start["character"] + 1, found["message"])
