"""Calls a Petbank: signs requests, and sends them again without doing anything twice."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import random
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

__all__ = ["Petbank", "PetbankError", "PetbankUnreachable", "signature_headers"]

# How often a request is sent at most, and how long the first and the longest wait between are, in seconds.
MAX_ATTEMPTS = 5
FIRST_WAIT = 0.5
MAX_WAIT = 15.0
MAX_RETRY_AFTER = 60.0
TIMEOUT = 10.0
# A clock that is nearer to the bank's than this is right.
CLOCK_STEP = 5
# What a bank's clock can say, the years 2001 to 5138: with infinity, every later request would fail.
MIN_TIME, MAX_TIME = 1_000_000_000, 100_000_000_000
# The bank did not do it, or may have: sent again with the same id, it is done once.
RETRIED = frozenset({408, 429, 500, 502, 503, 504})


class PetbankError(Exception):
    """The bank said no: `code` is one of its documented codes, `detail` says what to do next."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        errors = [f"\n{error['path']}: {error['message']}" for error in problem.get("errors") or []]
        super().__init__(f"{problem['code']}: {problem.get('detail', '')}{''.join(errors)}")
        self.problem = problem
        self.code: str = problem["code"]
        self.detail: str = problem.get("detail", "")
        self.status: int = problem.get("status", 0)


class PetbankUnreachable(Exception):
    """The bank could not be asked, or gave no answer that can be read, however often it was tried.

    What was asked may have been done: the same call again, with the same id, does it once.
    """


def signature_headers(
    key_id: str, secret: str, method: str, target: str, body: str | None, *, created: int, nonce: str
) -> dict[str, str]:
    """The headers that sign a request: RFC 9421 in the bank's profile. `created` is in seconds since 1970."""
    path, question_mark, query = target.partition("?")
    components = [("@method", method), ("@path", path)]
    if question_mark:
        components.append(("@query", f"?{query}"))
    headers = {}
    if body is not None:
        digest = f"sha-256=:{_base64(hashlib.sha256(body.encode()).digest())}:"
        components.append(("content-digest", digest))
        headers = {"Content-Digest": digest, "Content-Type": "application/json"}
    names = " ".join(f'"{name}"' for name, _ in components)
    params = f'({names});created={created};nonce="{nonce}";keyid="{key_id}";alg="hmac-sha256"'
    lines = [f'"{name}": {value}' for name, value in components]
    base = "\n".join([*lines, f'"@signature-params": {params}'])
    signature = _base64(hmac.new(secret.encode("ascii"), base.encode(), hashlib.sha256).digest())
    return {**headers, "Signature-Input": f"bank={params}", "Signature": f"bank=:{signature}:"}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


class Petbank:
    """A bank, called with one key. It may be used by several threads."""

    def __init__(
        self,
        url: str,
        key_id: str,
        secret: str,
        *,
        attempts: int = MAX_ATTEMPTS,
        timeout: float = TIMEOUT,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = url.rstrip("/")
        self._key_id, self._secret = key_id, secret
        self._attempts, self._timeout = attempts, timeout
        self._now, self._sleep = now, sleep
        # How far the bank's clock is ahead of ours, once it has refused a time.
        self._ahead = 0.0

    def get(self, target: str) -> Any:
        """What an endpoint answers; `target` is its path with its query."""
        return self.request("GET", target)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Does something. With an id of yours (`tradeId`, `requestId` …) it happens once, however often it is
        sent: after PetbankUnreachable, call it again with the same id and content.
        """
        return self.request("POST", path, body)

    def request(self, method: str, target: str, body: Mapping[str, Any] | None = None) -> Any:
        """Calls any endpoint. Raises PetbankError or PetbankUnreachable."""
        # Encoded once: each attempt sends the same body, signed with a nonce of its own.
        text = None if body is None else json.dumps(body, separators=(",", ":"), allow_nan=False)
        # What is signed is what is sent: a target may hold characters that no URL has, or, as ' in a query,
        # that servers read as if they were encoded.
        sent = quote(target, safe="/?&=%:@!$()*+,;~-._")
        failure: Exception | None = None
        for attempt in range(self._attempts):
            try:
                status, retry_after, answer = self._send(method, sent, text)
            except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
                failure, retry_after = error, 0.0
            else:
                if status < 300 and isinstance(answer, dict):
                    return answer
                failure = _to_error(status, answer)
                if status == 401 and self._correct_clock(answer):
                    continue
                if isinstance(failure, PetbankError) and status not in RETRIED:
                    raise failure
            if attempt + 1 < self._attempts:
                ceiling = min(MAX_WAIT, FIRST_WAIT * 2**attempt)
                self._sleep(retry_after + random.random() * ceiling)
        if isinstance(failure, PetbankError):
            raise failure
        raise PetbankUnreachable(f"{self._url} did not answer {method} {target}") from failure

    def _send(self, method: str, target: str, text: str | None) -> tuple[int, float, Any]:
        now = self._now()
        created = int(now + self._ahead)
        # It begins with the time: the bank's database puts such nonces side by side, one page for many.
        nonce = f"{int(now * 1000):012x}{secrets.token_hex(10)}"
        headers = signature_headers(
            self._key_id, self._secret, method, target, text, created=created, nonce=nonce
        )
        data = None if text is None else text.encode()
        request = urllib.request.Request(self._url + target, data=data, headers=headers, method=method)
        if urlsplit(request.full_url).scheme not in ("http", "https"):
            raise PetbankUnreachable(f"{self._url} is no address of a bank")
        try:
            response = urllib.request.urlopen(request, timeout=self._timeout)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            raw = response.read()
            is_json = "json" in (response.headers.get("Content-Type") or "")
            wait = response.headers.get("Retry-After") or ""
            retry_after = min(float(wait), MAX_RETRY_AFTER) if wait.isdigit() else 0.0
            return response.status, retry_after, json.loads(raw) if is_json else raw.decode(errors="replace")

    def _correct_clock(self, answer: Any) -> bool:
        """Takes over the bank's clock. True if that may help."""
        server_time = answer.get("serverTime") if isinstance(answer, dict) else None
        if not isinstance(server_time, (int, float)) or not MIN_TIME <= server_time <= MAX_TIME:
            return False
        before, self._ahead = self._ahead, server_time - self._now()
        return abs(self._ahead - before) > CLOCK_STEP


def _to_error(status: int, answer: Any) -> Exception:
    if isinstance(answer, dict) and isinstance(answer.get("code"), str):
        # Each attempt has a nonce of its own: something on the way sent it twice, and the first was done.
        if answer["code"] == "replayed":
            return PetbankUnreachable("something on the way sent the request twice")
        return PetbankError(answer)
    return PetbankUnreachable(f"what answered with status {status} is no bank")
