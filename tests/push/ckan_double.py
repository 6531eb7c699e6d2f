"""A small double of CKAN's action API: it answers, refuses and keeps datasets as CKAN 2.12 was seen to do."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EDITOR, STRANGER = "key-of-an-editor", "key-of-a-stranger"
LICENCES = [
    {"id": "notspecified", "title": "License not specified", "url": ""},
    {"id": "cc-by", "title": "Creative Commons Attribution", "url": "http://www.opendefinition.org/licenses/cc-by"},
]
READS = {"license_list", "package_show", "package_search", "organization_show", "organization_list_for_user"}


class ActionError(Exception):
    """A refusal in CKAN's form: status and the ``error`` object."""

    def __init__(self, status: int, kind: str, **error: Any) -> None:
        super().__init__(kind)
        self.status, self.error = status, {"__type": kind, **error}


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that is not the action's: before it is done, or (``late``) after. Status 0 breaks the connection."""

    status: int
    body: str = "<html>busy</html>"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    late: bool = False
    action: str = ""


@dataclass
class Double:
    """What the portal holds, which calls came in, and the faults that the next ones meet."""

    url: str = ""
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    found: list[dict[str, Any]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    def writes(self) -> list[str]:
        """The writing actions that came in, in their order."""
        return [action for action, _ in self.calls if action not in READS]

    def package(self, name: str) -> dict[str, Any]:
        """The dataset of a name."""
        return next(p for p in self.packages.values() if p["name"] == name)

    def act(self, action: str, data: dict[str, Any], key: str) -> Any:
        """Do an action as CKAN does. Raises ActionError."""
        self.calls.append((action, data))
        if action == "license_list":
            return LICENCES
        if action == "organization_list_for_user":
            return [{"name": "region", "id": "org-1"}] if key == EDITOR else []
        if action == "organization_show":
            if data["id"] not in {"region", "org-1"}:
                raise ActionError(404, "Not Found Error", message="Not found")
            return {"id": "org-1", "name": "region"}
        if action == "package_search":
            return {"count": len(self.found), "results": self.found}
        if action == "package_show":
            return self._shown(data["id"])
        if key != EDITOR:
            user = "stranger" if key == STRANGER else ""
            raise ActionError(
                403, "Authorization Error", message=f"Access denied: User {user} not authorized to {action}"
            )
        return self._write(action, data)

    def _shown(self, name: str) -> dict[str, Any]:
        for package in self.packages.values():
            if name in {package["id"], package["name"]}:
                return package
        raise ActionError(404, "Not Found Error", message="Not found")

    def _write(self, action: str, data: dict[str, Any]) -> dict[str, Any]:
        ours = self._shown(data["id"])["id"] if action == "package_update" else str(uuid.uuid4())
        others = [p for p in self.packages.values() if p["id"] != ours]
        wrong: dict[str, Any] = {}
        if not data.get("owner_org"):
            wrong["owner_org"] = ["An organization must be provided"]
        if data["name"] in {p["name"] for p in others if p["state"] == "active"}:
            wrong["name"] = ["That URL is already in use."]
        taken = {r["id"] for p in others for r in p["resources"]}
        if any(r.get("id") in taken for r in data["resources"]):
            wrong["resources"] = [
                {"id": ["Resource id already exists."]} if r.get("id") in taken else {} for r in data["resources"]
            ]
        if wrong:
            raise ActionError(409, "Validation Error", **wrong)
        resources = [{"id": str(uuid.uuid4()), "description": None, **r} for r in data["resources"]]
        tags = {t["name"]: t for t in data["tags"]}
        self.packages[ours] = {
            "private": False,
            **data,
            "id": ours,
            "resources": resources,
            "tags": list(tags.values()),
        }
        return self.packages[ours]


def _handler(double: Double) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            action = self.path.rpartition("/")[2]
            double.headers.append(dict(self.headers))
            fault = next((f for f in double.faults if f.action in {"", action}), None)
            if fault:
                double.faults.remove(fault)
            if not fault or fault.late:
                status, body = self._done(action, data)
                if not fault:
                    self._answer(status, body, {"Content-Type": "application/json;charset=utf-8"})
                    return
            if fault.status == 0:
                self.close_connection = True
            elif fault.status == -1:
                double.release.wait(10)
            else:
                self._answer(fault.status, fault.body, fault.headers)

        def _done(self, action: str, data: dict[str, Any]) -> tuple[int, str]:
            if not self.path.startswith("/api/action/"):
                return 404, "<!DOCTYPE html><html></html>"
            try:
                result = double.act(action, data, self.headers.get("Authorization", ""))
            except ActionError as refusal:
                return refusal.status, json.dumps({"success": False, "error": refusal.error})
            return 200, json.dumps({"success": True, "result": result})

        def _answer(self, status: int, body: str, headers: Mapping[str, str]) -> None:
            raw = body.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running() -> Iterator[Double]:
    """The double on loopback until the block ends."""
    double = Double()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(double))
    server.daemon_threads = True
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        double.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
