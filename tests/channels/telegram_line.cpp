// SPDX-License-Identifier: GPL-3.0-or-later
// A server's Telegram channel on a database of its own, which kills itself (as kill -9 does) before or
// after a given write unit. Says "idle" and "busy" as the outbox is. For tst_telegramcrash:
//     telegram_line DATABASE URL TOKEN BEGAN [before|after N]        (BEGAN: ms since 1970, of the story)
#include "channels/telegram/channel.h"
#include "storage/alarmservices.h"
#include "storage/connection.h"
#include "storage/engine.h"
#include "support/alarmrules.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// Twenty times as fast as life, so that nobody waits for the pauses that Telegram wants between messages:
/// what is tried here is what comes of a kill, not the pauses. Goes on through all lives of a story.
class HastyClock final : public base::Clock
{
public:
    explicit HastyClock(qint64 began) : m_began(began) {}
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(monotonicMs(), Qt::UTC); }
    qint64 monotonicMs() const override
    {
        return m_began + 20 * (QDateTime::currentMSecsSinceEpoch() - m_began);
    }

private:
    const qint64 m_began;
};

/// Passes everything on until its time has come.
class MortalExecutor final : public domain::Executor
{
public:
    MortalExecutor(domain::Executor& executor, QString when, int unit)
        : m_executor(executor), m_when(std::move(when)), m_unit(unit)
    {
    }
    void write(WriteUnit unit, Done done) override
    {
        const bool last = ++m_count == m_unit;
        m_executor.write(
            [this, last, unit = std::move(unit)](domain::Workspace& workspace) {
                if (last && m_when == "before"_L1)
                    std::raise(SIGKILL);
                return unit(workspace);
            },
            [this, last, done = std::move(done)](protocol::Result<void> result) {
                if (last && m_when == "after"_L1)
                    std::raise(SIGKILL);
                done(std::move(result));
            });
    }
    bool read(ReadUnit unit) override { return m_executor.read(std::move(unit)); }

private:
    domain::Executor& m_executor;
    const QString m_when;
    const int m_unit;
    int m_count = 0;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const HastyClock clock(arguments.value(4).toLongLong());
    const domain::AlarmRules rules({support::stoppedRule()});
    storage::EngineOptions options;
    options.file = arguments.value(1);
    storage::Engine engine(options, clock);
    MortalExecutor executor(engine, arguments.value(5), arguments.value(6).toInt());
    channels::TelegramChannel channel({.token = arguments.value(3).toLatin1(),
                                       .baseUrl = QUrl(arguments.value(2)),
                                       .pollFor = std::chrono::seconds(5),
                                       .callTimeout = std::chrono::seconds(5),
                                       .lookEvery = std::chrono::milliseconds(20)},
                                      executor, clock);
    engine.addCommitListener([&](const auto& batch) { channel.committed(*batch); });
    const auto started = engine.start([&](storage::Connection& connection, domain::Workspace& workspace) {
        storage::addAlarmServices(connection, workspace, rules, clock);
    });
    if (!started) {
        std::fputs(qPrintable(started.error().text()), stderr);
        return 1;
    }
    channel.start();

    QTimer report;
    QObject::connect(&report, &QTimer::timeout, &report, [&] {
        engine.read([](domain::Workspace& workspace) {
            auto& outbox = workspace.get<domain::OutboxRepository>();
            const bool idle = outbox.unsettled().empty() && outbox.waitingChats().empty() && outbox.stale(1).empty();
            std::puts(idle ? "idle" : "busy");
            std::fflush(stdout);
        });
    });
    report.start(20);
    return app.exec();
}
