"""A cache in Redis that several test processes share without getting in each other's way."""

from django.core.cache.backends.redis import RedisCache


class OwnKeysRedisCache(RedisCache):
    """Clears its own prefix; Django's own would empty the whole database, under the other tests' feet."""

    def clear(self) -> bool:
        """Remove the keys that begin with our prefix."""
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return bool(client.delete(*keys)) if keys else True
