"""Serve a data folder of the fake encoder, every question of which takes two seconds."""

import sys
import time
from collections.abc import Iterator, Sequence

from assistant.cli import run
from index.encoder import onnx_runtime
from index.encoder.protocol import Encoded, Role
from tests.fake_encoder import FakeEncoder

SECONDS = 2.0


class SlowEncoder(FakeEncoder):
    """Tells that a search has begun, and takes its time."""

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the vectors of each text."""
        sys.stderr.write("searching\n")
        sys.stderr.flush()
        time.sleep(SECONDS)
        return super().encode(texts, role)


if __name__ == "__main__":
    onnx_runtime.load_bundled = lambda _data, _threads: SlowEncoder()  # type: ignore[assignment]
    sys.exit(run(["serve", "--data", sys.argv[1], "--port", "0"]))
