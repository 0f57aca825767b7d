"""The command with the encoder that needs no model, for tests that run it in a process of its own.

python -m tests.fake_command ask "leie til eie" --data DIR
"""

import sys

from assistant.cli import run
from index.encoder import sentence_transformer
from tests.fake_encoder import FakeEncoder

if __name__ == "__main__":
    sentence_transformer.load_bundled = lambda _threads: FakeEncoder()
    sys.exit(run(sys.argv[1:]))
