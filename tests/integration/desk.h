// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stream.h"
#include "vakhtad.h"

#include "core/client.h"

#include <QStringList>
#include <QTemporaryDir>

namespace integration {

/// The desktop without its window, as a person has it who signed in once: nobody clicks after that.
/// Times are a tenth or less of design.md's.
class Desk final
{
public:
    /// port: the server's, or a proxy's before it.
    Desk(quint16 port, const QString& user) : m_server(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)))
    {
        using std::chrono::milliseconds;
        client::ClientOptions options;
        options.server = m_server;
        options.user = user;
        options.folder = m_folder.path();
        options.useKeychain = false;
        options.link.greeting = milliseconds(1'000);
        options.link.resumed = milliseconds(1'000);
        options.link.pingEvery = milliseconds(300);
        options.link.pollEvery = milliseconds(100);
        options.link.pollBusy = milliseconds(200);
        options.link.probeFirst = milliseconds(50);
        options.link.probeCap = milliseconds(400);
        options.link.stableAfter = milliseconds(500);
        options.link.offlineFirst = milliseconds(50);
        options.link.offlineCap = milliseconds(300);
        options.link.request = milliseconds(1'000);
        m_client = std::make_unique<client::Client>(options);
        m_client->models().machines.observe([this](const protocol::MachineRow* before,
                                                   const protocol::MachineRow* after) {
            if (!before || !after || before->shift.has_value() != after->shift.has_value() || !after->shift)
                return;
            // Within a shift pulses only ever grow: less is an old row on the screen.
            if (before->shift->id == after->shift->id && after->pulseCount < before->pulseCount)
                ++stepsBack;
        });
        QObject::connect(m_client.get(), &client::Client::signInNeeded, [this] { ++askedToSignIn; });
        QObject::connect(m_client.get(), &client::Client::linkChanged,
                         [this](const client::LinkStatus& status) {
                             if (states.empty() || states.back() != status.state)
                                 states.push_back(status.state);
                         });
    }
    void signIn()
    {
        m_client->signIn(m_server, m_client->userName(), QString::fromLatin1(Vakhtad::password()));
    }

    client::Client& client() { return *m_client; }
    client::LinkState state() const { return m_client->link().state; }

    /// What differs between the screen and the server's snapshot, topic by topic; empty: nothing.
    QStringList differences(const protocol::Snapshots& truth)
    {
        QStringList found;
        client::Models& models = m_client->models();
        compare(truth, models.machines, protocol::machineRowFromJson, found);
        compare(truth, models.shifts, protocol::shiftRowFromJson, found);
        compare(truth, models.calls, protocol::callRowFromJson, found);
        compare(truth, models.states, protocol::stateRowFromJson, found);
        compare(truth, models.worktime, protocol::worktimeRowFromJson, found);
        compare(truth, models.access, protocol::accessRowFromJson, found);
        compare(truth, models.people, protocol::personRowFromJson, found);
        return found;
    }

    int stepsBack = 0;
    int askedToSignIn = 0;
    std::vector<client::LinkState> states; ///< one for each change

private:
    template <class Model, class Parse>
    static void compare(const protocol::Snapshots& truth, const Model& model, Parse parse, QStringList& found)
    {
        const QJsonArray rows = rowsOf(truth, model.topic());
        if (rows.size() != model.rowCount())
            found += QStringLiteral("%1: %2 rows, not %3")
                         .arg(model.topic())
                         .arg(model.rowCount())
                         .arg(rows.size());
        for (const QJsonValue& value : rows) {
            const auto row = parse(value.toObject());
            const auto* shown = row ? model.find(row->id) : nullptr;
            if (!shown || !(*shown == *row))
                found +=
                    QStringLiteral("%1 %2").arg(model.topic()).arg(value[QStringLiteral("id")].toInteger());
        }
    }

    const QUrl m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<client::Client> m_client;
};

} // namespace integration
