// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/supervisor.h"
#include "models/models.h"
#include "store/store.h"
#include "support/proxy.h"
#include "support/testserver.h"
#include "support/wirerows.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>
#include <set>

namespace support {

/// design.md §4 with every time a hundredth or so.
inline client::LinkTimings quickTimings()
{
    using std::chrono::milliseconds;
    client::LinkTimings timings;
    timings.greeting = milliseconds(250);
    timings.resumed = milliseconds(250);
    timings.pingEvery = milliseconds(100);
    timings.probeFirst = milliseconds(20);
    timings.probeCap = milliseconds(200);
    timings.stableAfter = milliseconds(300);
    timings.pollEvery = milliseconds(60);
    timings.pollBusy = milliseconds(150);
    timings.request = milliseconds(300);
    timings.renewBefore = milliseconds(200);
    timings.watch = milliseconds(20);
    timings.offlineFirst = milliseconds(20);
    timings.offlineCap = milliseconds(100);
    return timings;
}

/// A session, a supervisor and a store in memory, against a test server behind a proxy.
class LinkFixture final : public QObject
{
public:
    explicit LinkFixture(client::LinkTimings timings = quickTimings())
        : proxy(server.port())
        , session(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port())), timings)
        , store({}, client::Models::codecs(), m_clock)
        , supervisor(session, {[this] { return store.cursor(); }, [this] { return store.topics(); }}, timings,
                     m_clock)
    {
        store.open();
        store.setAudience(QStringLiteral("company 1"), topics);
        session.setTokens(server.issue());
        connect(&supervisor, &client::Supervisor::received, &store, &client::Store::receive);
        connect(&store, &client::Store::cursorLost, &supervisor, &client::Supervisor::resumeAnew,
                Qt::QueuedConnection);
        connect(&store, &client::Store::batchReady, this,
                [this](const client::RowBatchPtr& batch) { see(*batch); });
        connect(&supervisor, &client::Supervisor::statusChanged, this,
                [this](const client::LinkStatus& status) {
                    if (std::exchange(m_lastState, status.state) != status.state)
                        states.push_back(status);
                });
        connect(&session, &client::Session::signInNeeded, this,
                [this](client::SignInReason reason) { signInReasons.push_back(reason); });
    }

    client::LinkState state() const { return supervisor.status().state; }

    /// A new machine or a changed one; each event has a cause of its own.
    protocol::Event happen(qint64 id = 1)
    {
        const QString cause = QStringLiteral("c%1").arg(server.journal.seq + 1);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto event =
            server.journal.rows[QStringLiteral("machines")].contains(id)
                ? server.journal.patch(QStringLiteral("machines"), id,
                                       {{QStringLiteral("pulse_count"), server.journal.seq}}, now, cause)
                : server.journal.put(QStringLiteral("machines"), machine(id), now, cause);
        server.push(event);
        return event;
    }
    bool caughtUp() { return store.cursor() == protocol::Cursor{server.journal.epoch, server.journal.seq}; }
    /// The rows on screen are the server's.
    bool same() const
    {
        const auto rows = server.journal.rows.value(QStringLiteral("machines"));
        if (rows.size() != static_cast<qsizetype>(seen.size()))
            return false;
        for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
            const auto found = seen.find(row.key());
            if (found == seen.end() || found->second != *protocol::machineRowFromJson(*row))
                return false;
        }
        return true;
    }

    base::SystemClock m_clock;
    TestServer server;
    Proxy proxy;
    client::Session session;
    client::Store store;
    client::Supervisor supervisor;
    std::vector<client::LinkStatus> states; ///< one for each change of state
    std::vector<client::SignInReason> signInReasons;
    std::map<qint64, protocol::MachineRow> seen;
    std::multiset<qint64> applied; ///< seqs of events, in this epoch's and the snapshot's life
    static inline const QStringList topics{QStringLiteral("machines")};

private:
    std::optional<client::LinkState> m_lastState;
    void see(const client::RowBatch& batch)
    {
        const auto* changes = batch.as<protocol::MachineRow>();
        if (!changes)
            return;
        if (batch.replace)
            seen.clear();
        for (const auto& change : *changes) {
            if (change.removed)
                seen.erase(change.id);
            else
                seen[change.id] = change.row;
            if (batch.origin == client::Origin::Live || batch.origin == client::Origin::CatchUp)
                applied.insert(change.seq);
        }
    }
};

} // namespace support
