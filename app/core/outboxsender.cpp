// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outboxsender.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// A write about many rows is answered for each: the first that was refused, or none.
QString refusedAmong(const QByteArray& body)
{
    const QJsonArray results = QJsonDocument::fromJson(body).object().value("results"_L1).toArray();
    for (const auto& result : results) {
        const QJsonObject one = result.toObject();
        if (!one.value("ok"_L1).toBool(true))
            return one.value("error"_L1).toObject().value("code"_L1).toString(u"conflict"_s);
    }
    return {};
}

} // namespace

OutboxSender::OutboxSender(Outbox& outbox, Session& session, QObject* parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_session(session)
    , m_backoff(std::chrono::seconds(1), std::chrono::seconds(60))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &OutboxSender::look);
}

void OutboxSender::setLinked(bool linked)
{
    if (std::exchange(m_linked, linked) == linked)
        return;
    m_retry.stop();
    m_backoff.reset();
    look();
}

void OutboxSender::look()
{
    if (!m_linked || m_sending || m_retry.isActive())
        return;
    if (m_outbox.setAsideOld())
        emit changed();
    const auto entry = m_outbox.next();
    if (!entry)
        return;
    m_sending = true;
    m_outbox.attempted(entry->key);
    HttpRequest request = m_session.get(entry->request.path);
    request.method = entry->request.method;
    request.body = entry->request.body;
    request.headers.push_back({"Idempotency-Key", entry->key.toLatin1()});
    if (!entry->request.ifMatch.isEmpty())
        request.headers.push_back({"If-Match", entry->request.ifMatch});
    m_session.send(std::move(request), this,
                   [this, key = entry->key](const HttpAnswer& answer) { read(key, answer); });
}

void OutboxSender::read(const QString& key, const HttpAnswer& answer)
{
    m_sending = false;
    const QString code = answer.error ? QString(protocol::errorEntry(answer.error->code).name) : QString();
    switch (answer.outcome) {
    case HttpOutcome::Success:
    case HttpOutcome::NotModified:
        if (const QString refused = refusedAmong(answer.body); !refused.isEmpty())
            m_outbox.conflicted(key, answer.status, refused);
        else
            m_outbox.accepted(key);
        m_backoff.reset();
        break;
    case HttpOutcome::Refused:
        if (answer.status == 409 || answer.status == 412)
            m_outbox.conflicted(key, answer.status, code);
        else
            m_outbox.refused(key, answer.status, code);
        m_backoff.reset();
        break;
    case HttpOutcome::Unauthorized: // waits for a person to sign in, who brings a new link
    case HttpOutcome::Busy:
    case HttpOutcome::Unreachable:
        m_retry.start(std::max(m_backoff.next(), answer.retryAfter.value_or(std::chrono::milliseconds(0))));
        break;
    }
    emit changed();
    look();
}

} // namespace client
