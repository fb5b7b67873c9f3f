// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "channels/telegram/channel.h"
#include "domain/alarms/rule.h"
#include "domain/alarms/runner.h"
#include "domain/work.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace commands {

/// Everything about alarms that runs by itself: judging what is committed, the clock that drives
/// escalation, the server's own figures, Telegram, forgetting what is old. Lives on the main thread.
/// The order of a server's life: engine.addCommitListener(committed), engine.start(), start() … stop(),
/// engine.stop().
class AlarmStation final : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it, the executor ended before it goes. The executor's Workspace judges by the
    /// same rules.
    AlarmStation(const domain::AlarmRules& rules, channels::TelegramOptions telegram,
                 domain::Executor& executor, const base::Clock& clock);

    /// The commit listener: on the writer's thread.
    void committed(const std::shared_ptr<const domain::CommittedBatch>& batch);

    /// Whose administrators hear of the server's own troubles, which disk is watched, and how many
    /// writes wait.
    void start(protocol::CompanyId company, const QString& dataFolder, std::function<int()> writesWaiting);
    void stop();

    /// For /health.
    QJsonObject figures() const;

private:
    void measure();
    void tellFigure(const QString& id, QJsonObject row);
    void forgetOld();

    domain::Executor& m_executor;
    const base::Clock& m_clock;
    domain::AlarmRunner m_runner;
    channels::TelegramChannel m_telegram;
    QTimer m_pulse;
    QTimer m_measurement;
    QTimer m_forgetting;
    std::optional<protocol::CompanyId> m_company;
    QString m_dataFolder;
    std::function<int()> m_writesWaiting;
    qint64 m_judgedBefore = 0;
};

} // namespace commands
