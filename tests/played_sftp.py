"""A real SFTP server on this machine, over a folder, that counts what is read and can cut connections."""

import os
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import paramiko

USER, PASSWORD = "reader", "open sesame"


@dataclass
class Shore:
    """The server's address and folder, whom it let in, and after how many bytes it cuts connections."""

    root: Path
    port: int = 0
    key: paramiko.PKey = None
    logins: list = field(default_factory=list)
    read: list = field(default_factory=list)  # file names, one per opening
    breaks: list = field(default_factory=list)
    silence: bool = False
    transports: list = field(default_factory=list)

    @property
    def url(self):
        return f"sftp://127.0.0.1:{self.port}"


class _Doors(paramiko.ServerInterface):
    def __init__(self, shore):
        self.shore = shore

    def check_auth_password(self, username, password):
        fits = (username, password) == (USER, PASSWORD)
        self.shore.logins.append((username, fits))
        return paramiko.AUTH_SUCCESSFUL if fits else paramiko.AUTH_FAILED

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username):
        return "password"


class _Handle(paramiko.SFTPHandle):
    def __init__(self, shore, file):
        super().__init__(os.O_RDONLY)
        self.shore, self.file = shore, file

    def stat(self):
        return paramiko.SFTPAttributes.from_stat(self.file.stat())

    def read(self, offset, length):
        if self.shore.silence:
            threading.Event().wait(3)
        if self.shore.breaks and offset + length > self.shore.breaks[0]:
            self.shore.breaks.pop(0)
            for transport in self.shore.transports:
                transport.close()
            return paramiko.SFTP_FAILURE
        return self.file.read_bytes()[offset : offset + length]


class _Shelf(paramiko.SFTPServerInterface):
    def __init__(self, server, *, shore):
        super().__init__(server)
        self.shore = shore

    def _at(self, path):
        return self.shore.root / path.lstrip("/")

    def list_folder(self, path):
        return [
            paramiko.SFTPAttributes.from_stat(file.stat(), file.name) for file in self._at(path).iterdir()
        ]

    def stat(self, path):
        try:
            return paramiko.SFTPAttributes.from_stat(self._at(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    lstat = stat

    def open(self, path, flags, attr):
        self.shore.read.append(self._at(path).name)
        return _Handle(self.shore, self._at(path))


@contextmanager
def on_shore(root):
    """Serve a folder on a port of this machine while the block runs."""
    shore = Shore(root, key=paramiko.ECDSAKey.generate())
    listening = socket.create_server(("127.0.0.1", 0))
    shore.port = listening.getsockname()[1]

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(shore.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Shelf, shore=shore)
            shore.transports.append(transport)
            with suppress(paramiko.SSHException, EOFError, OSError):  # who hangs up at the door
                transport.start_server(server=_Doors(shore))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield shore
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    for transport in shore.transports:
        transport.close()
    thread.join()
