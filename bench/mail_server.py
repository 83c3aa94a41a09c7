"""A small SMTP server (RFC 5321) for measurements: keeps what it accepted by Message-ID; can be away a while."""

import asyncio
import contextlib
import re
import socket
import threading
import time

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class MailServer:
    """Listens on one port of this machine, in a thread of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.accepted: list[tuple[float, str]] = []
        self.is_away = False
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def open(self) -> None:
        """Take mail."""
        self.is_away = False
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)

    def go_away(self) -> None:
        """Refuse connections; who is connected hears 421 at the next mail."""
        self.is_away = True
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)

    def close(self) -> None:
        """Stop for good."""
        self.go_away()
        self._loop.call_soon_threadsafe(self._loop.stop)

    @property
    def message_ids(self) -> list[str]:
        """Every accepted mail, duplicates included."""
        return [message_id for _at, message_id in list(self.accepted)]

    def first_after(self, moment: float) -> float | None:
        """When the first mail after a moment was accepted (``time.monotonic``)."""
        return next((at for at, _message_id in list(self.accepted) if at >= moment), None)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._answer(writer, b"220 bench ESMTP")
            while line := await reader.readline():
                command = line[:4].upper().strip()
                if self.is_away and command == b"MAIL":
                    await self._answer(writer, b"421 closing")
                    break
                if command == b"DATA":
                    await self._answer(writer, b"354 go on")
                    await self._take(await reader.readuntil(b"\r\n.\r\n"), writer)
                elif command == b"QUIT":
                    await self._answer(writer, b"221 bye")
                    break
                else:
                    await self._answer(writer, b"250 ok")
        writer.close()

    async def _take(self, content: bytes, writer: asyncio.StreamWriter) -> None:
        found = MESSAGE_ID.search(content)
        self.accepted.append((time.monotonic(), found[1].decode() if found else "?"))
        await self._answer(writer, b"250 taken")

    async def _answer(self, writer: asyncio.StreamWriter, line: bytes) -> None:
        writer.write(line + b"\r\n")
        await writer.drain()
