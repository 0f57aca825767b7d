"""Make and remove the accounts that sign in with a password."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.access.password import check_password, hash_password
from assistant.access.registry import (
    Account,
    read_registry,
    registry_folder,
    write_registry,
)
from assistant.access.roles import Role
from assistant.errors import AccountUnknown, NameInvalid
from ingest.disk import locked

_NAME = re.compile(r"[\w.@+-]{1,100}")


def folded_name(name: str) -> str:
    """Return a name as accounts are known by: capitals and the two forms of å are one."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_name(name: str) -> str:
    """Return the folded name of a new account or token.

    Raises:
        NameInvalid: it has other characters than letters, digits and "._-+@".
    """
    folded = folded_name(name)
    if not _NAME.fullmatch(folded):
        raise NameInvalid(name)
    return folded


def add_account(data: Path, name: str, role: Role, password: str) -> bool:
    """Make an account, or give the one of that name a new password and role.

    Return whether it was new. Sessions that the old password opened end.

    Raises:
        NameInvalid, PasswordWeak: the name or the password cannot be used.
        AccessUnreadable, StoreError: the file of accounts cannot be read or written.
    """
    folded = checked_name(name)
    check_password(password, folded)
    account = Account(folded, role, hash_password(password), date.today().isoformat())
    with locked(registry_folder(data), data):
        registry = read_registry(data)
        is_new = folded not in registry.accounts
        write_registry(data, replace(registry, accounts={**registry.accounts, folded: account}))
    return is_new


def remove_account(data: Path, name: str) -> None:
    """Remove an account; its sessions end.

    Raises:
        AccountUnknown: there is none of that name.
        AccessUnreadable, StoreError: the file of accounts cannot be read or written.
    """
    folded = folded_name(name)
    with locked(registry_folder(data), data):
        registry = read_registry(data)
        if folded not in registry.accounts:
            raise AccountUnknown(name)
        kept = {key: account for key, account in registry.accounts.items() if key != folded}
        write_registry(data, replace(registry, accounts=kept))
