"""Finds PostgreSQL and Redis for the tests and prints their addresses as shell assignments.

``TEST_DATABASE_URL`` and ``TEST_REDIS_URL`` name them; otherwise a local server is looked for.
"""

import os
import shlex
import sys
from urllib.parse import quote

LOCAL_DATABASES = ("postgres:///plenair", "postgres://postgres@127.0.0.1:5432/plenair")
LOCAL_REDIS = "redis://127.0.0.1:6379/9"


def postgres_answers(url: str) -> bool:
    """Whether the server is there and lets us make databases."""
    import psycopg

    base, _, query = url.partition("?")
    address = base.replace("postgres://", "postgresql://", 1).rsplit("/", 1)[0] + "/postgres"
    try:
        with psycopg.connect(address + (f"?{query}" if query else ""), connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def redis_answers(url: str) -> bool:
    """Whether Redis is there."""
    import redis

    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def main() -> int:
    """Print what was found; an empty value for what was not."""
    named = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL_TEST")
    candidates = (named,) if named else LOCAL_DATABASES
    database = next((url for url in candidates if url and postgres_answers(url)), "")
    broker = os.environ.get("TEST_REDIS_URL") or LOCAL_REDIS
    if not redis_answers(broker):
        broker = ""
    print(f"TEST_DATABASE_URL={shlex.quote(quote(database, safe=':/@?=&%+,.-_~'))}")
    print(f"TEST_REDIS_URL={shlex.quote(broker)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
