// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/alarmstation.h"

#include "base/logging.h"
#include "domain/alarms/alarm.h"
#include "domain/notifications/outbox.h"

#include <QStorageInfo>

#include <algorithm>

namespace commands {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int keepAlarmsDays = 400; ///< a year to compare with, and the month at hand
constexpr int keepNotificationsDays = 90;
constexpr int keepMessagesDays = 30;
constexpr int forgetAtOnce = 2000;

} // namespace

AlarmStation::AlarmStation(const domain::AlarmRules& rules, channels::TelegramOptions telegram,
                           domain::Executor& executor, const base::Clock& clock)
    : m_executor(executor)
    , m_clock(clock)
    , m_runner(executor, rules, clock)
    , m_telegram(std::move(telegram), executor, clock)
{
    connect(&m_pulse, &QTimer::timeout, this, [this] { m_runner.poke(); });
    connect(&m_measurement, &QTimer::timeout, this, &AlarmStation::measure);
    connect(&m_forgetting, &QTimer::timeout, this, &AlarmStation::forgetOld);
}

void AlarmStation::committed(const std::shared_ptr<const domain::CommittedBatch>& batch)
{
    m_runner.committed(*batch);
    m_telegram.committed(*batch);
}

void AlarmStation::start(protocol::CompanyId company, const QString& dataFolder,
                         std::function<int()> writesWaiting)
{
    m_company = company;
    m_dataFolder = dataFolder;
    m_writesWaiting = std::move(writesWaiting);
    m_runner.start();
    m_telegram.start();
    m_pulse.start(1s);
    m_measurement.start(10s);
    m_forgetting.start(1h);
    measure();
}

void AlarmStation::stop()
{
    for (QTimer* timer : {&m_pulse, &m_measurement, &m_forgetting})
        timer->stop();
    m_telegram.stop();
}

QJsonObject AlarmStation::figures() const
{
    const domain::AlarmRunner::Figures figures = m_runner.figures();
    using enum channels::TelegramChannel::State;
    const auto state = m_telegram.state();
    QJsonObject told{{u"judged"_s, figures.judged},
                     {u"verdicts"_s, figures.verdicts},
                     {u"lag_ms"_s, figures.lagMs},
                     {u"states"_s, figures.points},
                     {u"telegram"_s, state == Off            ? u"off"_s
                                     : state == Working      ? u"working"_s
                                     : state == Starting     ? u"starting"_s
                                     : state == Unauthorized ? u"unauthorized"_s
                                                             : u"unreachable"_s}};
    // Where people send their codes.
    if (const QString bot = m_telegram.botName(); !bot.isEmpty())
        told.insert(u"telegram_bot"_s, bot);
    return told;
}

void AlarmStation::measure()
{
    const QStorageInfo disk(m_dataFolder);
    if (disk.isValid() && disk.bytesTotal() > 0) {
        // As coarse as people read it: an alarm that stands would else be told anew for every megabyte.
        const qint64 tenths = disk.bytesAvailable() / std::max<qint64>(disk.bytesTotal() / 1'000, 1);
        const qint64 hundredsOfMb = disk.bytesAvailable() / 100'000'000;
        tellFigure(u"disk"_s, {{u"free_percent"_s, static_cast<double>(tenths) / 10},
                               {u"free_mb"_s, hundredsOfMb * 100}});
    }
    if (m_writesWaiting)
        tellFigure(u"queue"_s, {{u"waiting"_s, m_writesWaiting()}});
    // The lag of the last judgement says nothing any more once there was nothing to judge.
    const domain::AlarmRunner::Figures figures = m_runner.figures();
    const bool judged = figures.judged != std::exchange(m_judgedBefore, figures.judged);
    tellFigure(u"lag"_s, {{u"seconds"_s, judged ? figures.lagMs / 1000 : 0}});
}

void AlarmStation::tellFigure(const QString& id, QJsonObject row)
{
    row.insert(u"id"_s, id);
    m_runner.feed(
        {.company = *m_company, .topic = u"health"_s, .id = id, .row = std::move(row), .at = m_clock.now()});
}

void AlarmStation::forgetOld()
{
    m_executor.write(
        [now = m_clock.now()](domain::Workspace& workspace) -> protocol::Result<void> {
            workspace.get<domain::AlarmRepository>().forgetEndedBefore(now.addDays(-keepAlarmsDays),
                                                                       forgetAtOnce);
            workspace.get<domain::NotificationRepository>().forgetBefore(now.addDays(-keepNotificationsDays),
                                                                         forgetAtOnce);
            workspace.get<domain::OutboxRepository>().forgetBefore(now.addDays(-keepMessagesDays),
                                                                   forgetAtOnce);
            return {};
        },
        [](const protocol::Result<void>& result) {
            if (!result)
                qCWarning(lcServer).noquote()
                    << "Old alarms could not be forgotten yet:" << result.error().text();
        });
}

} // namespace commands
