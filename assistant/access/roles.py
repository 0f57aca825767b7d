"""The two kinds of users."""

from typing import Literal, get_args

Role = Literal["reader", "editor"]
"""A reader searches and reads; an editor also sees what concerns the service itself."""

ROLES: tuple[Role, ...] = get_args(Role)
READER: Role = "reader"
EDITOR: Role = "editor"


def is_at_least(role: Role, wanted: Role) -> bool:
    """Return whether who has `role` may do what `wanted` may."""
    return ROLES.index(role) >= ROLES.index(wanted)
