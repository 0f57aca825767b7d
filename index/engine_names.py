"""The engines that an index can be kept in, by their names; `index.engine` opens them."""

from typing import Literal, get_args

EngineName = Literal["files", "qdrant", "qdrant-edge"]

ENGINES: tuple[EngineName, ...] = get_args(EngineName)
