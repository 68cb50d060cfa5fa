"""What test/clients/python.test.ts has the client do: `given` comes as JSON, and what it saw goes back so."""

import json
import sys

from petbank_client import Petbank, PetbankError, PetbankUnreachable, signature_headers

given = json.load(sys.stdin)
key = (given["id"], given["secret"])
waits = []
bank = Petbank(given["url"], *key, sleep=waits.append, now=lambda: given["nowSeconds"] + 3600)


def sign(vector):
    signed = {name: vector[name] for name in ("created", "nonce")}
    return signature_headers(*key, vector["method"], vector["target"], vector["body"], **signed)["Signature"]


def error_of(call):
    try:
        call()
    except (PetbankError, PetbankUnreachable) as error:
        return str(error)


pets = [{"id": "Huge Cat"}]
nowhere = Petbank("http://127.0.0.1:9", *key, sleep=lambda _: None)
saw = {
    "signatures": [sign(vector) for vector in given["vectors"]],
    "lied": [error_of(lambda: bank.get("/user/156/inventory")) for _ in range(given["lies"])],
    "before": bank.get("/user/156/inventory")["gems"],
    "deposit": bank.post("/deposit/complete", {"tradeId": "T", "robloxUserId": 156, "pets": pets, "gems": 5}),
    "history": bank.get("/user/156/transactions?limit=2")["transactions"],
    "refused": error_of(
        lambda: bank.post("/withdraw/request", {"requestId": "R", "robloxUserId": 156, "gems": 6})
    ),
    "apostrophe": error_of(lambda: bank.get("/user/156/transactions?cursor=it's")),
    "wrong": error_of(
        lambda: bank.post("/withdraw/request", {"requestId": "R 1", "robloxUserId": 156, "gems": -1})
    ),
    "value": bank.get("/items/value?id=Huge Cat")["name"],
    "away": error_of(lambda: nowhere.get("/user/1/inventory")),
    "waits": waits,
}
json.dump(saw, sys.stdout)
