"""Models of messages: the outbox, own words for letters, campaigns, addresses that bounce."""

from .bounces import AddressBounce
from .campaigns import Campaign
from .outbox import OutboxMessage
from .wordings import EventSender, LetterWording, WordingChange

__all__ = ["AddressBounce", "Campaign", "EventSender", "LetterWording", "OutboxMessage", "WordingChange"]
