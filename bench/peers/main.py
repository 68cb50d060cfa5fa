"""The same work as bench/same-work, on the stack that many would take: FastAPI, uvicorn and sqlite3.

Signature and digest are checked, a nonce and a trade id count once, each deposit has two sides and extends
the chain of hashes, and has a commit of its own.
"""

import base64
import hashlib
import hmac
import re
import sqlite3
import sys
import time

import uvicorn
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, Field

SIGNATURE_INPUT = re.compile(
    r'bank=(\(([^()]*)\);created=(\d{1,15});nonce="([\w-]{16,64})";keyid="([^"\\]*)";alg="hmac-sha256")'
)
CLOCK_WINDOW_SECONDS = 300
TELLER = "teller:1"

FILE, PORT, KEY_ID, SECRET = sys.argv[1:]


class Pet(BaseModel):
    id: str
    variant: str
    quantity: int = Field(ge=1)


class Deposit(BaseModel):
    tradeId: str = Field(pattern=r"^[\w.:-]{1,128}$")
    robloxUserId: int = Field(ge=1)
    pets: list[Pet]
    gems: int = Field(ge=0)


def open_database() -> sqlite3.Connection:
    database = sqlite3.connect(FILE, isolation_level=None)
    database.executescript(
        """
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma wal_autocheckpoint = 4000;
        create table head (seq integer not null, hash text not null) strict;
        insert into head values (0, '');
        create table log (seq integer primary key, hash text not null, trade_id text not null unique,
            body text not null, gems integer not null) strict;
        create table balances (account text, asset text, amount integer not null,
            primary key (account, asset)) strict, without rowid;
        create table nonces (nonce text primary key) strict, without rowid;
        """
    )
    return database


database = open_database()
app = FastAPI()


def base64_digest(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def verify_signature(request: Request, body: bytes) -> str:
    """The nonce of a request that is signed as the contract asks."""
    headers = request.headers
    digest = f"sha-256=:{base64_digest(hashlib.sha256(body).digest())}:" if body else None
    found = SIGNATURE_INPUT.fullmatch(headers.get("signature-input", ""))
    if headers.get("content-digest") != digest or not found:
        raise HTTPException(401)
    params, components, created, nonce, key_id = found.groups()
    covered = '"@method" "@path"' + (' "content-digest"' if digest else "")
    is_in_time = abs(time.time() - int(created)) <= CLOCK_WINDOW_SECONDS
    if components != covered or key_id != KEY_ID or not is_in_time:
        raise HTTPException(401)
    lines = [f'"@method": {request.method}', f'"@path": {request.url.path}']
    if digest:
        lines.append(f'"content-digest": {digest}')
    base = "\n".join([*lines, f'"@signature-params": {params}'])
    expected = base64_digest(hmac.digest(SECRET.encode(), base.encode(), "sha256"))
    if not hmac.compare_digest(headers.get("signature", ""), f"bank=:{expected}:"):
        raise HTTPException(401)
    return nonce


def move(account: str, asset: str, amount: int) -> int:
    add = """insert into balances values (?, ?, ?)
        on conflict do update set amount = amount + excluded.amount returning amount"""
    database.execute(add, (TELLER, asset, -amount)).fetchone()
    return database.execute(add, (account, asset, amount)).fetchone()[0]


def keep(deposit: Deposit, nonce: str) -> tuple[int, int]:
    if database.execute("insert into nonces values (?) on conflict do nothing", (nonce,)).rowcount == 0:
        raise HTTPException(409)
    body = deposit.model_dump_json()
    before = database.execute(
        "select seq, body, gems from log where trade_id = ?", (deposit.tradeId,)
    ).fetchone()
    if before:
        if before[1] != body:
            raise HTTPException(422)
        return before[0], before[2]
    account = f"member:{deposit.robloxUserId}"
    for pet in deposit.pets:
        move(account, f"{pet.id}|{pet.variant}", pet.quantity)
    gems = move(account, "gems", deposit.gems)
    seq, head = database.execute("select seq, hash from head").fetchone()
    new_head = hashlib.sha256((head + body).encode()).hexdigest()
    row = (seq + 1, new_head, deposit.tradeId, body, gems)
    database.execute("insert into log values (?, ?, ?, ?, ?)", row)
    swap = "update head set seq = ?, hash = ? where seq = ? and hash = ?"
    database.execute(swap, (seq + 1, new_head, seq, head))
    return seq + 1, gems


@app.get("/livez")
async def livez():
    return {"status": "ok"}


@app.post("/deposit/complete")
async def complete_deposit(request: Request):
    body = await request.body()
    nonce = verify_signature(request, body)
    deposit = Deposit.model_validate_json(body)
    database.execute("begin immediate")
    try:
        seq, gems = keep(deposit, nonce)
        database.execute("commit")
    except BaseException:
        database.execute("rollback")
        raise
    credited = {"pets": [pet.model_dump() for pet in deposit.pets], "gems": deposit.gems}
    return {"seq": seq, "gems": gems, "status": "credited", "credited": credited}


@app.get("/user/{roblox_user_id}/inventory")
async def inventory(roblox_user_id: int, request: Request):
    verify_signature(request, b"")
    rows = database.execute(
        "select asset, amount from balances where account = ? and amount <> 0", (f"member:{roblox_user_id}",)
    )
    holds = [{"asset": asset, "amount": amount} for asset, amount in rows]
    return {"robloxUserId": roblox_user_id, "holds": holds}


uvicorn.run(app, host="127.0.0.1", port=int(PORT), access_log=False, log_level="warning")
