// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/talk.h"

#include <QJsonDocument>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

namespace diagnosis {

namespace {

/// A snapshot's part may be large; without a bound Qt would take 2 GiB.
constexpr quint64 talkMessageLimit = 64ULL * 1024 * 1024;

} // namespace

Talk::Talk(std::chrono::milliseconds patience, QObject* parent) : QObject(parent), m_patience(patience)
{
    m_socket.setMaxAllowedIncomingFrameSize(talkMessageLimit);
    m_socket.setMaxAllowedIncomingMessageSize(talkMessageLimit);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { answer({.end = Heard::End::Silent}); });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Talk::read);
    // "disconnected" comes before the error when an upgrade is refused: look when both are in.
    connect(&m_socket, &QWebSocket::disconnected, this, &Talk::ended, Qt::QueuedConnection);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(&m_socket, failed, this, &Talk::ended, Qt::QueuedConnection);
}

Talk::~Talk()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void Talk::open(const QUrl& url, const QByteArray& token)
{
    QNetworkRequest request(url);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    m_socket.open(request);
}

void Talk::say(const QJsonObject& message)
{
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void Talk::whenOpen(std::function<void()> then)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        return then();
    connect(&m_socket, &QWebSocket::connected, this, std::move(then));
}

void Talk::await(Wanted wanted, Done done)
{
    m_wanted = std::move(wanted);
    m_done = std::move(done);
    m_timer.start(m_end ? std::chrono::milliseconds(0) : m_patience);
}

void Talk::close()
{
    m_timer.stop();
    m_wanted = {};
    m_done = {};
    m_socket.disconnect(this);
    m_socket.close();
}

void Talk::read(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    if (m_wanted && m_wanted(utf8))
        answer({.end = Heard::End::Message, .utf8 = utf8});
}

void Talk::ended()
{
    if (m_end)
        return;
    const int code = static_cast<int>(m_socket.closeCode());
    // A server that vanished, or refused, has the code 1000 too.
    const bool closed = code >= 4'000 && code <= 4'999;
    m_end = Heard{.end = closed ? Heard::End::Closed : Heard::End::Failed,
                  .closeCode = code,
                  .detail = m_socket.errorString()};
    answer(*m_end);
}

void Talk::answer(const Heard& heard)
{
    m_timer.stop();
    m_wanted = {};
    if (const Done done = std::exchange(m_done, {}))
        done(m_end && heard.end == Heard::End::Silent ? *m_end : heard);
}

Verdict judgeSilence(const Talk::Heard& heard, Finding silent, const Patience& patience)
{
    switch (heard.end) {
    case Talk::Heard::End::Closed:
        return {Outcome::Failed, Finding::SocketClosed, {QString::number(heard.closeCode)}};
    case Talk::Heard::End::Failed:
        return {Outcome::Failed, Finding::SocketFailed, {shown(heard.detail)}};
    default:
        const auto waited = std::max<qint64>(1, patience.message.count() / 1'000);
        return {Outcome::Failed, silent, {QString::number(waited)}};
    }
}

} // namespace diagnosis
