"""A real nginx with the configuration of deploy/, on ports of its own, with a certificate."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from os import geteuid
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CONFIGURATION = Path(__file__).parents[4] / "deploy" / "nginx.conf"
ROOT_PATH = "/eksempelfinner"
LOGGED_SECONDS = 30
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

needs_nginx = pytest.mark.skipif(
    PROGRAM is None, reason="needs nginx: apt-get install nginx-light on Debian, as .ci/run does"
)


@dataclass(frozen=True)
class Nginx:
    """A running nginx: its two addresses, its folder with the certificate and the logs."""

    plain: str
    secure: str
    folder: Path

    def client(self) -> httpx.Client:
        """Return a client that trusts the certificate and follows nothing by itself."""
        trusting = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        return httpx.Client(verify=trusting, timeout=60, trust_env=False)

    def logged(self, *wanted: str) -> str:
        """Return everything that it has written into any file, once each of `wanted` is there.

        A request is logged when it has ended, which may be after the client has its answer: of one
        that is too large nginx first reads on for a while.
        """
        end = time.monotonic() + LOGGED_SECONDS
        while True:
            files = (path for path in self.folder.rglob("*") if path.suffix == ".log")
            logged = "\n".join(path.read_text("utf-8") for path in files)
            if all(each in logged for each in wanted) or time.monotonic() > end:
                return logged
            time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def write_certificate(folder: Path) -> None:
    """Write a certificate for this machine, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "certificate.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@contextmanager
def nginx_before(upstream: str, folder: Path) -> Iterator[Nginx]:
    """Run nginx before a server, with all that it writes in `folder`."""
    assert PROGRAM
    folder.mkdir()
    write_certificate(folder)
    plain, secure = free_port(), free_port()
    site = CONFIGURATION.read_text("utf-8")
    for told, here in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "listen [::]:443 ssl;": "",
        "https://$host$request_uri": f"https://$host:{secure}$request_uri",
        "/etc/ssl/certs/eksempelfinner.pem": str(folder / "certificate.pem"),
        "/etc/ssl/private/eksempelfinner.key": str(folder / "certificate.key"),
        "/var/log/nginx/": f"{folder}/",
        "http://127.0.0.1:7860": upstream.rstrip("/"),
    }.items():
        assert told in site
        site = site.replace(told, here)
    types = "types { text/html html; }"
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/main.log info;\n"
        f"events {{}}\nhttp {{ {types} {temporary} access_log off;\n{site}\n}}\n"
    )
    command = [PROGRAM, "-c", str(folder / "nginx.conf"), "-e", str(folder / "main.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(secure)
        yield Nginx(f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}", folder)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx did not start")
