"""Asking the worker for something at a moment. What gets lost on the way is found by the sweep."""

import logging

from celery import current_app

logger = logging.getLogger(__name__)


def ask_later(name: str, *arguments: int | float, seconds: float) -> None:
    """Ask for a task in so many seconds; a broker that is away stops nothing."""
    try:
        current_app.send_task(name, args=arguments, countdown=seconds, retry=False, ignore_result=True)
    except Exception as error:
        logger.warning("The worker could not be asked; the sweep will do it: %s", type(error).__name__)
