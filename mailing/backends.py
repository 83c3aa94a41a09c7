"""Mail of the embedded set-up: one file per message, named by its Message-ID."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailFolderBackend(BaseEmailBackend):
    """Writes every mail to ``EMAIL_FILE_PATH`` as an .eml file; the same message twice is one file."""

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; half a file is never seen under its final name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            content = email.message()
            name = re.sub(r"[^A-Za-z0-9-]", "", str(content["Message-ID"]).partition("@")[0]) or "message"
            unfinished = self.folder / f"{name}.part"
            unfinished.write_bytes(content.as_bytes())
            unfinished.replace(self.folder / f"{name}.eml")
        return len(email_messages)
