"""Python's http.client with its debug output on: `httpClient.py PORT CERTIFICATE`, JSON lines as childClient.ts says."""
import http.client
import json
import socket
import ssl
import sys
from urllib.parse import urlsplit

port, certificate = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate)
answers = sys.stdout


def send(request):
    url = urlsplit(request["url"])
    connection = http.client.HTTPSConnection(url.netloc, context=context, timeout=20)
    connection._create_connection = lambda *_: socket.create_connection(("127.0.0.1", int(port)))
    connection.set_debuglevel(1)
    target = url.path + (f"?{url.query}" if url.query else "")
    body = request.get("body")
    connection.request(request["method"], target, body and body.encode(), request["headers"])
    connection.getresponse().read()
    connection.close()
    sys.stdout.flush()


for line in sys.stdin:
    message = json.loads(line)
    if "log" in message:
        sys.stdout = open(message["log"], "w", encoding="utf-8")
    else:
        send(message)
    print("", file=answers, flush=True)
