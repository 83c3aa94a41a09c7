"""The gateway: event streams and small messages without Django's request handling (D1–D3).

``http`` speaks ASGI, ``hub`` holds one slot per client, ``watcher`` looks for new versions and ``writer``
commits in groups. Threads: the event loop, the watcher, the writer, and with Redis a listener; however
many clients there are.
"""
