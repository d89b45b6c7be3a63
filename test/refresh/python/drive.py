"""Runs the program's call() as told by lines of JSON, and answers each line with one: how the calls ended."""
import asyncio
import collections
import importlib
import inspect
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

ahead = 0.0
real_time, real_monotonic = time.time, time.monotonic
call = importlib.import_module(sys.argv[1]).call


def advance(seconds):
    global ahead
    ahead += seconds
    time.time = lambda: real_time() + ahead
    time.monotonic = lambda: real_monotonic() + ahead


def pieces(text, is_async):
    if is_async:

        async def stream():
            yield text.encode()

        return stream()
    return (part for part in [text.encode()])


def one(order):
    body = order.get("body")
    if order.get("stream"):
        body = pieces(body, inspect.iscoroutinefunction(call))
    elif body is not None:
        body = body.encode()
    return call(order["path"], order.get("method", "GET"), body)


def outcome_of(work):
    try:
        status, text = work()
        return {"status": status, "text": text}
    except Exception as error:
        return {"error": type(error).__name__}


async def async_outcome_of(order):
    try:
        status, text = await one(order)
        return {"status": status, "text": text}
    except Exception as error:
        return {"error": type(error).__name__}


async def all_async(order):
    return await asyncio.gather(*(async_outcome_of(order) for _ in range(order["times"])))


for line in sys.stdin:
    order = json.loads(line)
    advance(order.get("advance", 0))
    if inspect.iscoroutinefunction(call):
        outcomes = asyncio.run(all_async(order))
    else:
        with ThreadPoolExecutor(order["times"]) as pool:
            outcomes = list(pool.map(lambda _: outcome_of(lambda: one(order)), range(order["times"])))
    counts = collections.Counter(str(o.get("status", o.get("error"))) for o in outcomes)
    print(json.dumps({"counts": counts, "text": outcomes[0].get("text")}), flush=True)
