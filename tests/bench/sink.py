"""A mail server in a process of its own that says yes to everything and counts; port on standard output, count on asking.

Usage: sink.py FILE. The number of mails so far is written to FILE a few times a second.
"""

import asyncio
import sys
from pathlib import Path


class Sink:
    def __init__(self, file: Path):
        self.file, self.mails = file, 0

    async def take(self, reader, writer):
        """One connection: every command is fine, and a mail ends with a dot on a line of its own."""
        writer.write(b"220 sink\r\n")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                self.mails += 1
            writer.write(b"250 fine\r\n" if word != b"QUIT" else b"221 bye\r\n")
            if word == b"QUIT":
                break
        writer.close()

    async def run(self):
        server = await asyncio.start_server(self.take, "127.0.0.1", 0, limit=2**20)
        print(server.sockets[0].getsockname()[1], flush=True)
        while True:
            await asyncio.sleep(0.02)
            self.file.write_text(str(self.mails))


if __name__ == "__main__":
    asyncio.run(Sink(Path(sys.argv[1])).run())
