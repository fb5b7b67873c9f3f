// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a database until it is killed, and says what has been acknowledged: a line "<n> <seq>"
// each. For tst_crash.
#include "base/clock.h"
#include "storage/connection.h"
#include "storage/engine.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <cstdio>
#include <semaphore>

using namespace Qt::StringLiterals;

namespace {

struct Load
{
    storage::Connection& db;
};

/// Half of the units change a row, a few fail after having changed one.
protocol::Result<qint64> one(domain::Workspace& workspace, qint64 n)
{
    const qint64 id = 1 + n % 40;
    const qint64 seq = workspace.get<domain::Journal>().record(
        {.topic = 0,
         .id = QString::number(id),
         .row = QJsonObject{{u"id"_s, id}, {u"n"_s, n}},
         .audience = {.company = *protocol::CompanyId::from(1), .branch = {}, .roles = {}, .user = {}},
         .cause = u"load"_s});
    if (n % 17 == 0)
        return protocol::failure(protocol::ErrorCode::Conflict);
    workspace.get<Load>().db.exec("INSERT INTO load (n, seq) VALUES (?, ?)"_L1, n, seq);
    return seq;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const base::SystemClock clock;
    storage::EngineOptions options;
    options.file = app.arguments().value(1);
    options.retention.events = 2'000;
    options.maintenanceEvery = std::chrono::milliseconds(50);
    storage::Engine engine(options, clock);
    qint64 first = 0;
    const auto started =
        engine.start([&first](storage::Connection& connection, domain::Workspace& workspace) {
            workspace.add(std::make_shared<Load>(connection));
            if (!connection.isWriter())
                return;
            connection.execOnce(u"CREATE TABLE IF NOT EXISTS load (n INTEGER PRIMARY KEY, seq INTEGER)"_s);
            first = connection.integer("SELECT max(n) FROM load"_L1).value_or(0) + 1;
        });
    if (!started) {
        std::fputs(qPrintable(started.error().text()), stderr);
        return 1;
    }
    std::counting_semaphore<1'000> underWay(300);
    for (qint64 n = first;; ++n) {
        underWay.acquire();
        domain::writeThen<qint64>(
            engine, [n](domain::Workspace& workspace) { return one(workspace, n); },
            [n, &underWay](protocol::Result<qint64> seq) {
                if (seq) {
                    std::printf("%lld %lld\n", static_cast<long long>(n), static_cast<long long>(*seq));
                    std::fflush(stdout);
                }
                underWay.release();
            });
    }
}
