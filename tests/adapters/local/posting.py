"""Posts as the page does."""

from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

KEY = "0123456789abcdef"


def origin(client: TestClient) -> str:
    return str(client.make_url("/")).rstrip("/")


async def act(client: TestClient, who: str = "amina", **deed: Any) -> ClientResponse:
    body = {"key": KEY, **deed}
    return await client.post("/act", params={"as": who}, json=body, headers={"Origin": origin(client)})
