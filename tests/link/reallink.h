// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/livefixture.h"
#include "link/supervisor.h"
#include "models/models.h"
#include "store/store.h"
#include "support/proxy.h"
#include "support/wirerows.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>
#include <set>

namespace support {

/// The server as it is, on loopback over a plant in memory, and the desktop's link and store behind a
/// proxy. Both sides share a clock that goes with the real one and can be moved.
class RealLink final : public QObject
{
public:
    explicit RealLink(client::LinkTimings timings, api::Feed::Limits limits = {})
        : server(limits)
        , manager(server.addUser(QStringLiteral("manager"), {protocol::Role::Manager}))
        , proxy(server.port())
        , session(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port())), timings)
        , store({}, client::Models::codecs(), server.clock)
        , supervisor(session, {[this] { return store.cursor(); }, [this] { return store.topics(); }}, timings,
                     clientClock)
    {
        follow(server);
        clientClock.jump(std::chrono::milliseconds(clientClock.now().msecsTo(server.clock.now())));
        store.open();
        store.setAudience(QStringLiteral("manager"), {QStringLiteral("machines")});
        session.setTokens(server.tokens.issuePair(manager.id, manager.roles));
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
                [this](client::SignInReason) { ++signInsAsked; });
        connect(&m_pace, &QTimer::timeout, this, [this] {
            const std::chrono::milliseconds passed(m_paced.restart());
            server.clock.advance(passed);
            clientClock.advance(passed);
        });
        m_paced.start();
        m_pace.start(5);
    }

    client::LinkState state() const { return supervisor.status().state; }

    /// Moves a fixture's clock to now.
    static void follow(LiveFixture& fixture)
    {
        fixture.clock.jump(
            std::chrono::milliseconds(fixture.clock.now().msecsTo(QDateTime::currentDateTimeUtc())));
    }
    /// A machine changes, or is new; committed when this returns.
    void happen(qint64 id) { happen(server, id); }
    void happen(LiveFixture& fixture, qint64 id)
    {
        QJsonObject& row = truth[id];
        row = machine(id, {{QStringLiteral("pulse_count"), ++m_pulses}});
        head = fixture.plant.record({topic(QLatin1StringView("machines")),
                                     QString::number(id),
                                     row,
                                     {company(1), {}, {}, {}},
                                     QStringLiteral("c%1").arg(m_pulses)});
    }
    /// Everything the server has is on screen.
    bool same()
    {
        const auto cursor = store.cursor();
        if (!cursor || cursor->seq < head || truth.size() != seen.size())
            return false;
        return std::all_of(truth.begin(), truth.end(), [this](const auto& one) {
            const auto found = seen.find(one.first);
            return found != seen.end() && found->second == *protocol::machineRowFromJson(one.second);
        });
    }
    /// An event that took effect more than once since the last whole picture; 0: none.
    qint64 doubled() const
    {
        for (const qint64 seq : applied) {
            if (applied.count(seq) > 1)
                return seq;
        }
        return 0;
    }

    LiveFixture server;
    domain::Account manager;
    Proxy proxy;
    ManualClock clientClock; ///< the supervisor's
    client::Session session;
    client::Store store;
    client::Supervisor supervisor;
    std::vector<client::LinkStatus> states; ///< one for each change of state
    std::map<qint64, QJsonObject> truth;
    std::map<qint64, protocol::MachineRow> seen;
    std::multiset<qint64> applied; ///< seqs, since the last whole picture
    int pictures = 0;              ///< whole ones
    int signInsAsked = 0;
    qint64 head = 0;

private:
    void see(const client::RowBatch& batch)
    {
        const auto* changes = batch.as<protocol::MachineRow>();
        if (!changes)
            return;
        if (batch.replace) {
            seen.clear();
            applied.clear();
            pictures += batch.origin == client::Origin::Snapshot ? 1 : 0;
        }
        for (const auto& change : *changes) {
            if (change.removed)
                seen.erase(change.id);
            else
                seen[change.id] = change.row;
            if (!batch.replace)
                applied.insert(change.seq);
        }
    }

    std::optional<client::LinkState> m_lastState;
    QTimer m_pace;
    QElapsedTimer m_paced;
    qint64 m_pulses = 0;
};

} // namespace support
