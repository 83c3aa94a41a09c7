"""No process outlives the one that started it."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process the moment ``parent`` dies, also by ``kill -9``.

    Runs in a fresh child. The signal belongs to the thread that forked, so the parent must fork
    from a thread that lives as long as it does. It survives ``exec``, not a further ``fork``.
    """
    if _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # it died before the request was made
        os._exit(1)
