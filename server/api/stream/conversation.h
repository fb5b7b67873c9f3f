// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/tokens.h"
#include "net/frame.h"
#include "protocol/principal.h"
#include "protocol/stream.h"

#include <memory>

namespace net {
class WebSocketSession;
}

namespace api {

class Broadcaster;
class Hub;
class Subscription;

/// One open socket of /api/v1/ws: contracts.md C2's messages, and design.md §3's resume and renew.
/// Used on its shard's thread only.
class Conversation final
{
public:
    Conversation(Hub& hub, Broadcaster& broadcaster, net::WebSocketSession& session, const Claims& claims);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Who it was when it connected; a change ends the conversation.
    const protocol::Principal& principal() const { return *m_principal; }

    /// C greets all of a user's sockets whenever one of them connects.
    void greet();
    void received(const QByteArray& utf8);
    void send(const net::Frame& frame);
    void drained();
    /// Once a second or so.
    void tick();
    void close(protocol::CloseCode code, const QString& reason);

private:
    void handle(const protocol::Ping& ping);
    void handle(const protocol::Subscribe& subscribe);
    void handle(const protocol::Resume& resume);
    void handle(const protocol::Renew& renew);
    void answer(const protocol::ServerMessage& message);
    void complain(const protocol::Error& error);

    Hub& m_hub;
    Broadcaster& m_broadcaster;
    net::WebSocketSession& m_session;
    std::shared_ptr<const protocol::Principal> m_principal;
    Claims m_claims;
    bool m_closing = false;
    std::shared_ptr<Subscription> m_subscription; ///< from the first resume on
};

} // namespace api
