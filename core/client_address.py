"""Where a request comes from: the one answer for every limit per address.

``X-Forwarded-For`` can be sent by anybody, so it is only read when the settings say how many proxies of
our own stand before us: each adds one address at the end, and the visitor is the one that the first of
them saw. Addresses of IPv6 count by their network of 64 bits, which is what one connection is given.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's address (or network) for counting; never to be kept or shown."""
    trusted: int = settings.TRUSTED_PROXY_COUNT
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    forwarded = _network(hops[-trusted]) if 0 < trusted <= len(hops) else ""
    return forwarded or _network(request.META.get("REMOTE_ADDR", "")) or "unknown"


def _network(text: str) -> str:
    """The address as it counts; empty when it is none."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((int(address), 64), strict=False))
