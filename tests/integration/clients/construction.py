# SPDX-License-Identifier: GPL-3.0-or-later
# What the construction system's Python clients do on its socket (contracts.md C2), with the library
# that they use. Run: construction.py PORT TOKEN USER_ID BAD_TOKEN
import asyncio
import json
import sys

import websockets

port, token, user_id, bad_token = sys.argv[1:]
address = f"ws://localhost:{port}/api/v1/ws?token="
stamp = "2026-01-26T22:00:00"


async def greeted_and_answered():
    async with websockets.connect(address + token) as websocket:
        async for message in websocket:
            data = json.loads(message)
            if data['type'] == 'connection_established':
                assert data['user_id'] == int(user_id), data
                assert data['timestamp'] and data['message'], data
                await websocket.send(json.dumps({"type": "ping", "timestamp": stamp}))
            elif data['type'] == 'pong':
                assert data['timestamp'] == stamp, data
                return
            else:
                raise AssertionError(data)


async def next_of(websocket, kind):
    """The next message of a type: a greeting goes to all sockets of a person and may come between."""
    while True:
        data = json.loads(await websocket.recv())
        if data["type"] == kind:
            return data
        assert data["type"] == "connection_established", data


async def subscribes_and_errs():
    async with websockets.connect(address + token) as websocket:
        await next_of(websocket, "connection_established")
        await websocket.send(json.dumps({"type": "subscribe", "events": ["budget_alert_80", "comment_added"]}))
        assert (await next_of(websocket, "subscribed"))["events"] == ["budget_alert_80", "comment_added"]
        await websocket.send(json.dumps({"type": "subscribe"}))
        assert (await next_of(websocket, "subscribed"))["events"] == []
        await websocket.send(json.dumps({"type": "ping"}))
        assert (await next_of(websocket, "pong"))["timestamp"] is None
        for wrong in ('{"type": "no_such_thing"}', 'not json', '[1, 2]', '"text"', '{}'):
            await websocket.send(wrong)
            assert (await next_of(websocket, "error"))["message"], wrong
        # The socket has stayed open through all of it.
        await websocket.send(json.dumps({"type": "ping", "timestamp": 7}))
        assert (await next_of(websocket, "pong"))["timestamp"] == 7


async def several_tabs():
    first = await websockets.connect(address + token)
    await next_of(first, "connection_established")
    second = await websockets.connect(address + token)
    await next_of(second, "connection_established")
    # The greeting of the second is told to the first as well (contracts.md C2).
    assert (await next_of(first, "connection_established"))["user_id"] == int(user_id)
    await second.close()
    await first.send(json.dumps({"type": "ping", "timestamp": stamp}))
    await next_of(first, "pong")
    await first.close()


async def refused():
    for wrong in (bad_token, "", "x.y.z"):
        try:
            async with websockets.connect(address + wrong):
                raise AssertionError(f"let in with {wrong!r}")
        except websockets.exceptions.InvalidHandshake as refusal:
            # One name before version 11 of the library, another after it.
            status = getattr(refusal, "status_code", None) or refusal.response.status_code
            assert status in (401, 403), status
            assert wrong == "" or status == 403, status


async def main():
    for scene in (greeted_and_answered, subscribes_and_errs, several_tabs, refused):
        await asyncio.wait_for(scene(), 15)
        print("ok -", scene.__name__)

asyncio.run(main())
