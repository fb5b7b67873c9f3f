// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "base/mailbox.h"
#include "channels/telegram/bot.h"
#include "channels/telegram/botapi.h"
#include "domain/journal.h"
#include "domain/notifications/outbox.h"
#include "domain/work.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace channels {

struct TelegramOptions
{
    QByteArray token; ///< empty: no traffic at all
    QUrl baseUrl{QStringLiteral("https://api.telegram.org")};
    std::chrono::seconds pollFor{50};            ///< getUpdates waits so long for something to happen
    std::chrono::milliseconds callTimeout{15'000};
    std::chrono::milliseconds lookEvery{5'000};  ///< into the outbox, when nobody has called
};

/// Telegram: carries the outbox out, one message at a time, and people's commands in. Lives on the
/// thread that makes it, which needs an event loop. The executor must have ended before this goes.
/// Its Workspace has Outbox, OutboxRepository, NotificationService and what Bot needs.
class TelegramChannel final : public base::Mailbox
{
    Q_OBJECT
public:
    TelegramChannel(TelegramOptions options, domain::Executor& executor, const base::Clock& clock);

    /// Without a token: does nothing, now and later.
    void start();
    /// Ends the traffic. What is under way is found doubtful by the next start.
    void stop();
    /// The commit listener: any thread.
    void committed(const domain::CommittedBatch& batch);

    /// From any thread.
    enum class State { Off, Starting, Working, Unreachable, Unauthorized };
    State state() const { return m_state; }
    /// The bot's user name, as Telegram knows it; empty: not known yet.
    QString botName() const;

signals:
    void stateChanged(channels::TelegramChannel::State state);

private:
    void look();
    void found(const protocol::Result<domain::Outbox::Next>& next);
    void carry(const domain::OutboxJob& job);
    void settle(const domain::OutboxJob& job, const domain::OutboxOutcome& outcome);

    void poll(qint64 offset);
    void polled(const BotApi::Answer& answer, qint64 offset);
    void beginPolling();
    void learnName();
    void setState(State state, const QString& why = {});

    TelegramOptions m_options;
    domain::Executor& m_executor;
    const base::Clock& m_clock;
    std::unique_ptr<BotApi> m_api;     ///< for what goes out; none: stopped
    std::unique_ptr<BotApi> m_pollApi; ///< for what comes in, which takes its time
    const std::shared_ptr<Bot> m_bot; ///< used in write units
    QTimer m_lookTimer;
    QTimer m_pollTimer;
    base::Backoff m_pollBackoff{std::chrono::seconds(1), std::chrono::seconds(60)};
    bool m_busy = false;      ///< a look, a call or a settling is under way
    bool m_lookAgain = false; ///< somebody called meanwhile
    std::atomic<State> m_state = State::Off; ///< written on its own thread only
    mutable std::mutex m_nameMutex;
    QString m_botName; ///< guarded by m_nameMutex
    const protocol::TopicIndex m_notificationTopic;
    const protocol::TopicIndex m_alarmTopic;
};

} // namespace channels
