// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/pollingtransport.h"

#include "link/address.h"
#include "protocol/polling.h"

#include <QRandomGenerator>

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollLimit = 500;
/// A whole picture takes the server longer than a few changes.
constexpr int snapshotPatience = 6;

} // namespace

PollingTransport::PollingTransport(Session& session, Position position, LinkTimings timings, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_position(std::move(position))
    , m_timings(timings)
    , m_backoff(timings.offlineFirst, timings.offlineCap)
    , m_interval(timings.pollEvery)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PollingTransport::poll);
}

void PollingTransport::start()
{
    if (isRunning())
        return;
    m_context = std::make_unique<QObject>();
    m_asking = false;
    m_announced = false;
    m_interval = m_timings.pollEvery;
    m_backoff.reset();
    poll();
}

void PollingTransport::stop()
{
    m_timer.stop();
    m_context.reset();
    m_asking = false;
}

void PollingTransport::pollNow()
{
    if (isRunning() && !m_asking)
        poll();
}

QUrlQuery PollingTransport::topicsQuery() const
{
    QUrlQuery query;
    query.addQueryItem(u"topics"_s, m_position.topics().join(u','));
    return query;
}

void PollingTransport::poll()
{
    m_timer.stop();
    const auto since = m_position.cursor();
    if (!since) {
        askSnapshot(u"first"_s);
        return;
    }
    m_asking = true;
    QUrlQuery query = topicsQuery();
    query.addQueryItem(u"since"_s, protocol::toWire(*since));
    query.addQueryItem(u"limit"_s, QString::number(pollLimit));
    HttpRequest request = m_session.get(u"/api/v1/changes"_s, query);
    if (m_etagOf == request.url && !m_etag.isEmpty())
        request.headers.push_back({"If-None-Match", m_etag});
    const QUrl url = request.url;
    m_session.send(
        std::move(request), m_context.get(),
        [this, url, since = *since](const HttpAnswer& answer) { readChanges(answer, url, since); });
}

void PollingTransport::readChanges(const HttpAnswer& answer, const QUrl& url, const protocol::Cursor& since)
{
    if (answer.outcome == HttpOutcome::NotModified) {
        succeed(answer, false);
        return;
    }
    if (answer.outcome != HttpOutcome::Success) {
        fail(answer);
        return;
    }
    auto changes = protocol::changesFromJson(answer.body);
    if (!changes) {
        fail(LinkReason::ProtocolError, changes.error().text());
        return;
    }
    if (!changes->recovered) {
        askSnapshot(changes->reason);
        return;
    }
    m_etagOf = url;
    m_etag = answer.etag;
    std::vector<protocol::ServerMessage> messages;
    if (!std::exchange(m_announced, true))
        messages.push_back(protocol::Resumed{true, {}, since, m_position.topics()});
    for (protocol::Event& event : changes->events)
        messages.push_back(std::move(event));
    messages.push_back(protocol::Position{changes->position.seq});
    emit received(messages);
    succeed(answer, changes->more);
}

void PollingTransport::askSnapshot(const QString& reason)
{
    m_asking = true;
    HttpRequest request = m_session.get(u"/api/v1/snapshot"_s, topicsQuery());
    request.timeout *= snapshotPatience;
    m_session.send(std::move(request), m_context.get(),
                   [this, reason](const HttpAnswer& answer) { readSnapshot(answer, reason); });
}

void PollingTransport::readSnapshot(const HttpAnswer& answer, const QString& reason)
{
    if (answer.outcome != HttpOutcome::Success) {
        fail(answer);
        return;
    }
    auto snapshots = protocol::snapshotsFromJson(answer.body);
    if (!snapshots) {
        fail(LinkReason::ProtocolError, snapshots.error().text());
        return;
    }
    protocol::Resumed resumed{false, reason, snapshots->position, {}};
    for (const auto& part : snapshots->topics)
        resumed.topics.append(part.topic);
    std::vector<protocol::ServerMessage> messages{std::move(resumed)};
    for (auto& part : snapshots->topics)
        messages.push_back(
            protocol::Snapshot{part.topic, snapshots->position.seq, std::move(part.rows), true});
    m_announced = true;
    emit received(messages);
    succeed(answer, false);
}

void PollingTransport::succeed(const HttpAnswer& answer, bool more)
{
    m_asking = false;
    m_backoff.reset();
    m_interval = answer.retryAfter ? std::max(m_timings.pollBusy, *answer.retryAfter) : m_timings.pollEvery;
    emit answered(static_cast<int>(answer.took.count()));
    if (!isRunning()) // whoever heard it stopped us
        return;
    const double spread = 1 + m_timings.pollJitter * (2 * QRandomGenerator::global()->generateDouble() - 1);
    m_timer.start(more ? 0 : static_cast<int>(static_cast<double>(m_interval.count()) * spread));
}

void PollingTransport::fail(const HttpAnswer& answer)
{
    if (answer.outcome == HttpOutcome::Unauthorized) {
        stop(); // a person must sign in; the session has said so
        return;
    }
    const bool busy = answer.outcome == HttpOutcome::Busy && (answer.status == 429 || answer.status == 503);
    if (busy && answer.retryAfter) {
        m_asking = false;
        m_interval = std::max(m_timings.pollBusy, *answer.retryAfter);
        emit failed(LinkReason::ServerBusy, answer.detail);
        if (isRunning())
            m_timer.start(m_interval);
        return;
    }
    fail(LinkReason::ServerUnreachable, answer.detail);
}

void PollingTransport::fail(LinkReason reason, const QString& detail)
{
    m_asking = false;
    emit failed(reason, detail);
    if (isRunning())
        m_timer.start(m_backoff.next());
}

} // namespace client
