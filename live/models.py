"""What gateways watch: one version per channel (D3)."""

from django.db import models


class ChannelVersion(models.Model):
    """Channel N has version V; gateways read these rows several times a second."""

    live_database = True
    in_backups = True  # without its revocations, tokens that were withdrawn would open again

    channel = models.CharField(max_length=80, primary_key=True)
    version = models.BigIntegerField(default=1)
    revocations = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.channel} v{self.version}"
