"""The way to a simulator by names and certificates, as to real hosts: a resolver that may know no address, and TLS that may have expired."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ANYWHERE = "8.8.8.8"
"""What every name resolves to: a public address, which is never dialled."""


@dataclass
class Front:
    """Hands a portal's `resolve` and `connect` to a Session; port 443 is spoken with TLS, port 80 without."""

    simulator: tuple[str, int]
    tls: tuple[str, int]
    trusted: Path
    """PEM of the certificates, for the client's trust."""
    nameless: set[str] = field(default_factory=set)
    """Hosts that have no address."""
    expired: bool = False
    """Whether the certificate is the one of last year."""

    def resolve(self, host: str, _within_s: float) -> tuple[str, ...]:
        if host in self.nameless:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return (ANYWHERE,)

    def connect(self, _address: str, port: int, within_s: float) -> socket.socket:
        return socket.create_connection(self.tls if port == 443 else self.simulator, within_s)


@contextmanager
def front(simulator: tuple[str, int], host: str, folder: Path) -> Iterator[Front]:
    """A front of a simulator, with certificates for `host`; ends with the block."""
    now = datetime.now(UTC)
    valid = _certified(host, folder / "valid.pem", now - timedelta(days=30), now + timedelta(days=30))
    stale = _certified(host, folder / "stale.pem", now - timedelta(days=400), now - timedelta(days=30))
    trusted = folder / "trusted.pem"
    trusted.write_bytes((folder / "valid.pem").read_bytes() + (folder / "stale.pem").read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Front(simulator, listener.getsockname()[:2], trusted)
        contexts = {False: valid, True: stale}
        threading.Thread(target=_accept, args=(listener, made, contexts), daemon=True).start()
        yield made


def _certified(host: str, path: Path, begins: datetime, ends: datetime) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"{host} {path.stem}")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(begins).not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both = path.with_suffix(".key.pem")
    both.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context


def _accept(listener: socket.socket, made: Front, contexts: dict[bool, ssl.SSLContext]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_led, args=(connection, made, contexts[made.expired]), daemon=True).start()


def _led(connection: socket.socket, made: Front, context: ssl.SSLContext) -> None:
    """One connection to the simulator and back, until either side has enough."""
    with suppress(OSError), connection, socket.create_connection(made.simulator, 20) as behind:
        connection.settimeout(20)
        with context.wrap_socket(connection, server_side=True) as client:
            threading.Thread(target=_pumped, args=(behind, client), daemon=True).start()
            _pumped(client, behind)


def _pumped(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError, ValueError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
