"""The command with the encoder that needs no model, for tests that run it in a process of its own.

python -m tests.fake_command ask "leie til eie" --data DIR
"""

import sys

from assistant.cli import run
from index.encoder import onnx_runtime
from tests.fake_encoder import FakeEncoder

if __name__ == "__main__":
    onnx_runtime.load_bundled = lambda _data, _threads: FakeEncoder()
    sys.exit(run(sys.argv[1:]))
