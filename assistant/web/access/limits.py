"""How large the body of a request may be, and how long it may take to come.

The headers, and an answer that nobody reads, are limited by `assistant.web.connection`.
"""

import asyncio

from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 64 * 1024
"""A question of 2000 letters takes some 12 kB as Gradio sends it, and a sign-in less."""

BODY_SECONDS = 15.0
"""The longest that a whole body may take to come: it is in one packet, or some."""


class RequestLimits:
    """Answers a request whose body is too large or too slow with an error."""

    def __init__(self, app: ASGIApp, body_seconds: float = BODY_SECONDS) -> None:
        """Wrap `app`, and give a whole body `body_seconds` to come."""
        self._app = RequestBodyLimitMiddleware(app, MAX_BODY_BYTES)
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self._body_seconds
        is_read = has_begun = False

        async def receive_in_time() -> Message:
            nonlocal is_read
            if is_read:
                # What comes now is only that the browser has gone.
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                raise _BodyTooSlow from error
            is_read = not message.get("more_body", False)
            return message

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive_in_time, send_and_note)
        except _BodyTooSlow as error:
            # Most often an application further in has answered with it already.
            if has_begun:
                raise
            response = PlainTextResponse("", error.status_code, headers=error.headers)
            await response(scope, receive, send)


class _BodyTooSlow(HTTPException):
    def __init__(self) -> None:
        super().__init__(408, "", headers={"connection": "close"})
