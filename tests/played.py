"""A web server on this machine that plays the Official Document System, and worse."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SWIFT = {
    "requests_per_minute": 6000,
    "first_wait_seconds": 0.01,
    "longest_wait_seconds": 0.05,
    "read_seconds": 2,
}


def pdf(words):
    """Bytes that begin and end as a PDF does."""
    return b"%PDF-1.4\n% " + words.encode() + b"\nstartxref\n9\n%%EOF\n"


def paper(text):
    """A real PDF of one page that says this."""
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, text)
    return bytes(page.output())


@dataclass
class Asked:
    """One request as the server saw it."""

    at: float
    path: str
    headers: dict
    sent: int = 0  # bytes of the body


@dataclass
class Stage:
    """The server's address, what it was asked, and how it answers: a list of answers is used up, its last stays."""

    url: str = ""
    asked: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)

    def times(self, path):
        return sum(a.path == path for a in self.asked)

    def answer_to(self, path):
        answers = self.answers.get(path, status(404))
        if not isinstance(answers, list):
            return answers
        return answers.pop(0) if len(answers) > 1 else answers[0]


def document(data, etag=None, modified=None, headers=()):
    """Give bytes, or 304 to who has them."""

    def answer(handler):
        if etag and handler.headers.get("If-None-Match") == etag:
            return respond(handler, 304, b"")
        if modified and handler.headers.get("If-Modified-Since") == modified:
            return respond(handler, 304, b"")
        tags = {"ETag": etag, "Last-Modified": modified}
        return respond(handler, 200, data, {k: v for k, v in tags.items() if v} | dict(headers))

    return answer


def status(code, body=b"", **headers):
    return lambda handler: respond(handler, code, body, {k.replace("_", "-"): v for k, v in headers.items()})


def redirect(to, code=302):
    return status(code, Location=to)


def page(words="The document is not available"):
    return status(
        200, f"<!DOCTYPE html><html><body>{words}</body></html>".encode(), Content_Type="application/pdf"
    )


def cut(data, keep, *, stated=True):
    """Promise all bytes (or nothing), send some, and hang up."""

    def answer(handler):
        handler.send_response(200)
        if stated:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        send(handler, data[:keep])
        handler.close_connection = True

    return answer


def ranged(data, breaks=(), *, etag='"v1"', modified=None, lie=None, honest=True):
    """Give bytes, or the rest of them, and hang up after so many bytes, once for each number of `breaks`.

    `honest`: a rest is given only of the version that `If-Range` names. `lie` turns the body and the headers of a rest
    into others.
    """
    left = list(breaks)
    tags = {k: v for k, v in {"ETag": etag, "Last-Modified": modified}.items() if v}

    def answer(handler):
        fits = not honest or handler.headers.get("If-Range") in {etag, modified}
        wanted = handler.headers.get("Range", "") if fits else ""
        start = int(wanted.removeprefix("bytes=").removesuffix("-") or 0)
        if start >= len(data):
            return respond(handler, 416, b"", {"Content-Range": f"bytes */{len(data)}"})
        body, headers = data[start:], dict(tags)
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            body, headers = lie(body, headers) if lie else (body, headers)
        keep = left.pop(0) if left else len(body)
        return respond(handler, 206 if start else 200, body, headers, keep)

    return answer


def send(handler, body):
    handler.wfile.write(body)
    handler.wfile.flush()
    handler.asked.sent += len(body)


def drip(data, seconds):
    """Send a byte every so many seconds."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        try:
            for byte in data:
                send(handler, bytes((byte,)))
                time.sleep(seconds)
        except OSError:
            handler.close_connection = True

    return answer


def respond(handler, code, body, headers=None, keep=None):
    """Answer; hang up after `keep` bytes of the body."""
    handler.send_response(code)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    send(handler, body[:keep])
    handler.close_connection = keep is not None and keep < len(body)


def symbol_path(symbol, language="en", form="pdf"):
    """The key by which a test sets the answer for a document."""
    return f"{symbol}|{language}|{form}"


@contextmanager
def on_stage(tls=None):
    """Serve on a port of this machine while the block runs, over TLS where there is a context for it."""
    shown = Stage()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            parts = urlsplit(self.path)
            asked = parse_qs(parts.query)
            path = symbol_path(asked["s"][0], asked["l"][0], asked["t"][0]) if "s" in asked else parts.path
            self.asked = Asked(time.monotonic(), path, dict(self.headers))
            shown.asked.append(self.asked)
            shown.answer_to(path)(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shown.url = f"http://127.0.0.1:{server.server_port}"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        shown.url = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield shown
    server.shutdown()
    server.server_close()
    thread.join()
