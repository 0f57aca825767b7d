"""The commands `user` and `token`: who may use the web page and the HTTP API."""

import sys
from getpass import getpass

import click

from assistant.access.roles import READER, ROLES, Role
from assistant.commands.options import (
    CommandGroup,
    Invocation,
    command_of,
    option,
    with_invocation,
)

role_option = option("--role", "role", type=click.Choice(ROLES), default=READER)


@click.group("user", cls=CommandGroup)
def user() -> None:
    """Take a command on the accounts."""


@click.group("token", cls=CommandGroup)
def token() -> None:
    """Take a command on the tokens."""


@command_of("user", "add")
@click.argument("name", metavar="NAME")
@role_option
@with_invocation
def add_user(invocation: Invocation, name: str, role: Role) -> int:
    """Make an account, or give one a new password and role."""
    from assistant.access.accounts import add_account, checked_name

    # A name that cannot be used is told before anybody has thought of a password.
    checked_name(name)
    is_new = add_account(invocation.settings.data, name, role, _read_password(invocation))
    texts = invocation.texts
    told = texts("users.added" if is_new else "users.changed", name=checked_name(name))
    click.echo(f"{told} {texts('users.start_again')}")
    return 0


@command_of("user", "remove")
@click.argument("name", metavar="NAME")
@with_invocation
def remove_user(invocation: Invocation, name: str) -> int:
    """Remove an account."""
    from assistant.access.accounts import folded_name, remove_account

    remove_account(invocation.settings.data, name)
    click.echo(invocation.texts("users.removed", name=folded_name(name)))
    return 0


@command_of("user", "list")
@with_invocation
def list_users(invocation: Invocation) -> int:
    """List the accounts."""
    from assistant.access.registry import read_registry

    accounts = read_registry(invocation.settings.data).accounts.values()
    return _list(invocation, "user", [(a.name, a.role, a.changed) for a in accounts])


@command_of("token", "add")
@click.argument("name", metavar="NAME")
@role_option
@with_invocation
def add_token(invocation: Invocation, name: str, role: Role) -> int:
    """Make a token and show it, this once."""
    from assistant.access.tokens import add_token

    secret = add_token(invocation.settings.data, name, role)
    # Standard output has the token alone, so that another program can take it.
    click.echo(invocation.texts("users.token_added"), err=True)
    click.echo(secret)
    return 0


@command_of("token", "remove")
@click.argument("name", metavar="NAME")
@with_invocation
def remove_token(invocation: Invocation, name: str) -> int:
    """Remove a token."""
    from assistant.access.accounts import folded_name
    from assistant.access.tokens import remove_token

    remove_token(invocation.settings.data, name)
    click.echo(invocation.texts("users.removed", name=folded_name(name)))
    return 0


@command_of("token", "list")
@with_invocation
def list_tokens(invocation: Invocation) -> int:
    """List the tokens, of which nobody can see more than their names."""
    from assistant.access.registry import read_registry

    tokens = read_registry(invocation.settings.data).tokens.values()
    return _list(invocation, "token", [(t.name, t.role, t.created) for t in tokens])


def _read_password(invocation: Invocation) -> str:
    """Ask for a new password twice, or read it from the first line of standard input."""
    from assistant.errors import PasswordsDiffer

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass(f"{invocation.texts('users.new_password')}: ")
    if getpass(f"{invocation.texts('users.repeat_password')}: ") != password:
        raise PasswordsDiffer
    return password


def _list(invocation: Invocation, group: str, entries: list[tuple[str, Role, str]]) -> int:
    from assistant.show.terminal import standard_output, table

    texts = invocation.texts
    if not entries:
        click.echo(texts(f"users.no_{group}"))
        return 0
    headings = [texts(f"users.{name}") for name in ("name", "role", f"{group}_day")]
    rows = [[name, texts(f"users.role_{role}"), day] for name, role, day in sorted(entries)]
    standard_output().print(table(headings, rows))
    return 0


for _command in (add_user, remove_user, list_users):
    user.add_command(_command)
for _command in (add_token, remove_token, list_tokens):
    token.add_command(_command)
