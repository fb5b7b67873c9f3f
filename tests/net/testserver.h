// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/router.h"
#include "net/server.h"
#include "net/websocketsession.h"

#include <mutex>
#include <vector>

/// A server on a free loopback port with a handful of routes that the tests speak to:
///   GET /hello, POST /echo (body back), GET /things/{name}, GET|POST /both, GET /secret (roles),
///   GET /later (answered by a thread of its own when release() is called), GET /big (8 MiB),
///   WebSocket /ws (echoes texts), /private (401 without ?token=good), /hold (keeps the session).
class TestServer final
{
public:
    explicit TestServer(net::ListenConfig config = {});
    ~TestServer();

    net::Server& server() { return *m_server; }
    quint16 port() const { return m_server->port(); }
    QString problem() const { return m_problem; }
    /// Responders that GET /later left here.
    std::vector<net::Responder> takeWaiting();
    bool isWaiting();
    /// Runs on the shard of the sessions of /hold, with all that are open.
    void withHeld(std::function<void(const std::vector<net::WebSocketSession*>&)> task);
    int heldCount();
    /// How many sessions of /hold each shard has.
    std::vector<int> heldPerShard();

private:
    net::Router m_router;
    std::unique_ptr<net::Server> m_server;
    QString m_problem;
    std::mutex m_mutex;
    std::vector<net::Responder> m_waiting;
    std::vector<net::WebSocketSession*> m_held;
};
