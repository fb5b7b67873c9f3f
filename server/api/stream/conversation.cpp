// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/conversation.h"

#include "api/auth/directory.h"
#include "api/stream/hub.h"
#include "api/stream/subscription.h"
#include "net/websocketsession.h"

#include <QJsonDocument>

namespace api {

using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;

Conversation::Conversation(Hub& hub, Broadcaster& broadcaster, net::WebSocketSession& session,
                           const Claims& claims)
    : m_hub(hub)
    , m_broadcaster(broadcaster)
    , m_session(session)
    , m_principal(session.request().principal)
    , m_claims(claims)
{
}

Conversation::~Conversation() = default;

void Conversation::greet()
{
    answer(protocol::Greeting{m_principal->user, m_hub.clock().now(), u"WebSocket connection established"_s,
                              QDateTime::fromSecsSinceEpoch(m_claims.expires, Qt::UTC)});
}

void Conversation::received(const QByteArray& utf8)
{
    if (m_closing)
        return;
    const auto message = protocol::clientMessageFromJson(utf8);
    if (!message)
        return complain(message.error());
    std::visit([this](const auto& one) { handle(one); }, *message);
}

void Conversation::handle(const protocol::Ping& ping)
{
    answer(protocol::Pong{ping.timestamp});
}

void Conversation::handle(const protocol::Subscribe& subscribe)
{
    answer(protocol::Subscribed{subscribe.events});
}

void Conversation::handle(const protocol::Resume& resume)
{
    const auto snapshot = m_hub.directory().snapshot();
    const DirectorySnapshot::Person* person = snapshot->person(m_principal->user);
    if (!person || *person->principal != *m_principal)
        return; // the hub is about to close this conversation
    std::optional<protocol::Topics> asked;
    if (!resume.topics.isEmpty())
        asked = protocol::Topics::fromNames(resume.topics);
    const Reader reader = person->reader(asked);
    if (!m_subscription)
        m_subscription = std::make_shared<Subscription>(m_hub, m_broadcaster, m_session, reader);
    m_subscription->resume(resume.since, reader);
}

void Conversation::handle(const protocol::Renew& renew)
{
    const auto claims = m_hub.tokens().verify(renew.token.toLatin1(), TokenKind::Access);
    if (!claims)
        return complain(claims.error());
    if (claims->user != m_claims.user)
        return complain({ErrorCode::InvalidToken, u"The token is somebody else's."_s, {}});
    m_claims = *claims;
    answer(protocol::Renewed{QDateTime::fromSecsSinceEpoch(m_claims.expires, Qt::UTC)});
}

void Conversation::answer(const protocol::ServerMessage& message)
{
    if (!m_closing)
        m_session.sendText(QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact));
}

void Conversation::complain(const protocol::Error& error)
{
    answer(protocol::ErrorMessage{error.text(), error.code});
}

void Conversation::send(const net::Frame& frame)
{
    if (!m_closing)
        m_session.send(frame);
}

void Conversation::drained()
{
    if (m_subscription)
        m_subscription->goOn();
}

void Conversation::tick()
{
    if (m_closing)
        return;
    if (m_hub.clock().now() >= TokenService::endOf(m_claims))
        return close(CloseCode::TokenExpired, u"The token has expired; come back with a fresh one."_s);
    if (m_subscription && m_subscription->isRefused())
        m_subscription->goOn();
}

void Conversation::close(CloseCode code, const QString& reason)
{
    if (m_closing)
        return;
    m_closing = true;
    m_subscription.reset();
    m_session.close(static_cast<quint16>(code), reason);
}

} // namespace api
