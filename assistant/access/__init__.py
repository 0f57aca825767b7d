"""Who may use the web page and the HTTP API: accounts, tokens, and what a server asks for.

`roles` are the two kinds of users; `password` checks a new password and hashes it (argon2);
`registry` is the file of accounts and tokens in the data folder, `accounts` and `tokens` change it,
and `policy` decides when a server starts who may use it. No secret is stored: of a password there
is an argon2 hash, of a token a SHA-256, and there is no account until somebody makes one.
"""
