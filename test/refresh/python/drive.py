"""Runs the program's call() as told by lines on standard input: see compiled/driver.ts."""

import asyncio
import collections
import importlib
import inspect
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.getcwd())
program = importlib.import_module(sys.argv[1])
helper = importlib.import_module("spotify_auth")
call = program.call
is_async = inspect.iscoroutinefunction(call)

ahead = 0.0
real_time, real_monotonic, real_replace = time.time, time.monotonic, os.replace

if "AUTHLENS_HURRY" in os.environ:
    helper.REFRESH_TIMEOUT_SECONDS = 1


def replace(source, target):
    if os.path.exists("disk-full"):
        raise OSError("No space left on device")
    real_replace(source, target)


os.replace = replace


def advance(seconds):
    global ahead
    ahead += seconds
    time.time = lambda: real_time() + ahead
    time.monotonic = lambda: real_monotonic() + ahead


def pieces(text):
    if is_async:

        async def stream():
            yield text.encode()

        return stream()
    return (part for part in [text.encode()])


def arguments(path, method, kind, text):
    if kind == "stream":
        return path, method, pieces(text)
    return path, method, text.encode() if text else None


def named(error):
    name = type(error).__name__
    if name == "SpotifyReauthRequired":
        return name, ""
    return ("aborted" if name == "CancelledError" else "error"), repr(error)


def outcome(*order):
    try:
        status, text = call(*arguments(*order))
        return str(status), text
    except Exception as error:
        return named(error)


async def async_outcome(*order):
    try:
        status, text = await call(*arguments(*order))
        return str(status), text
    except (Exception, asyncio.CancelledError) as error:
        return named(error)


async def sign(name):
    while not os.path.exists(name):
        await asyncio.sleep(0.01)


async def run_async(times, order):
    def start(count):
        return [asyncio.create_task(async_outcome(*order)) for _ in range(count)]

    if order[2] != "abort":
        return await asyncio.gather(*start(times))
    aborted = start(1)
    await sign("others")
    aborted += start(1)
    others = start(times - 2)
    await sign("abort")
    for task in aborted:
        task.cancel()
    ended = await asyncio.gather(*aborted)
    open("aborted", "w").close()
    return ended + await asyncio.gather(*others)


def run(times, order):
    if order[1] == "SIGN-IN":
        helper.spotify.signed_in(json.loads(order[3]))
        return [("signed-in", "")]
    if is_async:
        return asyncio.run(run_async(times, order))
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(lambda _: outcome(*order), range(times)))


for line in sys.stdin:
    times, seconds, *order = line.rstrip("\n").split("\t")
    advance(int(seconds))
    outcomes = run(int(times), order)
    counts = collections.Counter(name for name, _ in outcomes)
    report = " ".join(f"{name}={count}" for name, count in counts.items())
    print(report, outcomes[-1][1].replace("\n", " "), sep="\t", flush=True)
