"""Where the catcher has the time from: the local stack's movable clock, or the machine."""

from datetime import UTC, datetime

import aiohttp
from pydantic import AwareDatetime, BaseModel, ValidationError

PATIENCE = aiohttp.ClientTimeout(total=2)


class _Answer(BaseModel):
    now: AwareDatetime


async def real_time() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)


class DevTime:
    """The product's time, asked from the local stack's dev port (``GET`` -> ``{"now": "..."}``)."""

    def __init__(self, url: str) -> None:
        """Ask here. Nothing is asked yet."""
        self._url = url

    async def now(self) -> datetime:
        """The product's time, in UTC; the machine's where the stack does not answer in 2 s."""
        try:
            async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(self._url) as response:
                return _Answer.model_validate_json(await response.read()).now.astimezone(UTC)
        except (aiohttp.ClientError, TimeoutError, ValidationError):
            return await real_time()
