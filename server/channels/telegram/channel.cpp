// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/channel.h"

#include "base/logging.h"
#include "domain/notifications/service.h"

#include <algorithm>

namespace channels {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::OutboxJob;
using domain::OutboxOutcome;

namespace {

constexpr auto settleAgainAfter = 1s;
constexpr auto unauthorizedPause = 5min;

/// What Telegram's answer to a job means to the outbox.
OutboxOutcome outcomeOf(const OutboxJob& job, const BotApi::Answer& answer)
{
    using From = BotApi::Answer::Kind;
    using To = OutboxOutcome::Kind;
    OutboxOutcome outcome{.kind = To::Doubtful, .reason = answer.description};
    switch (answer.kind) {
    case From::Ok:
        outcome.kind = To::Accepted;
        outcome.number = answer.result[u"message_id"_s].toInteger();
        // Taken, as it says; without its number it cannot be edited, so it is looked for.
        if (job.kind == OutboxJob::Kind::Send && outcome.number <= 0)
            outcome.kind = To::Doubtful;
        break;
    case From::RetryAfter:
        outcome.kind = To::RetryAfter;
        outcome.pause = answer.pause;
        break;
    case From::NotReached:
        outcome.kind = To::NotReached;
        break;
    case From::Unauthorized:
        outcome.kind = To::Unauthorized;
        break;
    case From::Doubtful:
        break;
    case From::Refused:
        outcome.kind = To::Refused;
        if (job.kind == OutboxJob::Kind::Send)
            break;
        if (answer.description.contains("message is not modified"_L1))
            outcome.kind = To::Accepted; // it is there, it is ours, and it says that already
        else if (answer.description.contains("not found"_L1) || answer.description.contains("can't be edited"_L1)
                 || answer.description.contains("MESSAGE_ID_INVALID"_L1))
            outcome.kind = To::Absent;
        break;
    }
    return outcome;
}

} // namespace

TelegramChannel::TelegramChannel(TelegramOptions options, domain::Executor& executor, const base::Clock& clock)
    : m_options(std::move(options))
    , m_executor(executor)
    , m_clock(clock)
    , m_bot(std::make_shared<Bot>(clock))
    , m_notificationTopic(protocol::topicIndex(u"notifications").value())
    , m_alarmTopic(protocol::topicIndex(u"alarms").value())
{
    m_lookTimer.setSingleShot(true);
    m_pollTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &TelegramChannel::look);
    connect(&m_pollTimer, &QTimer::timeout, this, &TelegramChannel::beginPolling);
}

void TelegramChannel::start()
{
    if (m_options.token.isEmpty())
        return;
    m_api = std::make_unique<BotApi>(m_options.baseUrl, m_options.token);
    m_pollApi = std::make_unique<BotApi>(m_options.baseUrl, m_options.token);
    setState(State::Starting);
    learnName();
    beginPolling();
    look();
}

void TelegramChannel::stop()
{
    m_lookTimer.stop();
    m_pollTimer.stop();
    m_api.reset();
    m_pollApi.reset();
    setState(State::Off);
}

QString TelegramChannel::botName() const
{
    const std::lock_guard lock(m_nameMutex);
    return m_botName;
}

void TelegramChannel::committed(const domain::CommittedBatch& batch)
{
    const bool concerned = std::any_of(batch.begin(), batch.end(), [this](const domain::StoredEventPtr& event) {
        return event->topic == m_notificationTopic || event->topic == m_alarmTopic;
    });
    if (concerned && !m_options.token.isEmpty())
        post([this] { look(); });
}

// ---- out ----

void TelegramChannel::look()
{
    if (!m_api)
        return;
    if (m_busy) {
        m_lookAgain = true;
        return;
    }
    m_busy = true;
    m_lookAgain = false;
    domain::writeThen<domain::Outbox::Next>(
        m_executor,
        [](domain::Workspace& workspace) -> protocol::Result<domain::Outbox::Next> {
            return workspace.get<domain::Outbox>().next();
        },
        [this](protocol::Result<domain::Outbox::Next> next) {
            post([this, next = std::move(next)] { found(next); });
        });
}

void TelegramChannel::found(const protocol::Result<domain::Outbox::Next>& next)
{
    if (!m_api)
        return;
    if (next && next->job) {
        carry(*next->job);
        return;
    }
    m_busy = false;
    std::chrono::milliseconds pause = m_options.lookEvery;
    if (next && next->at) {
        const std::chrono::milliseconds due(m_clock.now().msecsTo(*next->at));
        pause = std::clamp<std::chrono::milliseconds>(due, 1ms, pause);
    }
    if (m_lookAgain)
        pause = 0ms;
    m_lookTimer.start(pause);
}

void TelegramChannel::carry(const OutboxJob& job)
{
    QJsonObject parameters{{u"chat_id"_s, job.message.chat}};
    QString method;
    switch (job.kind) {
    case OutboxJob::Kind::Send:
        method = u"sendMessage"_s;
        break;
    case OutboxJob::Kind::Edit:
        method = u"editMessageText"_s;
        break;
    case OutboxJob::Kind::Probe:
        // No keyboard was sent, so there is none to change: "not modified" where the message is ours.
        method = u"editMessageReplyMarkup"_s;
        break;
    }
    if (job.kind != OutboxJob::Kind::Send)
        parameters.insert(u"message_id"_s, job.message.number.value());
    if (job.kind != OutboxJob::Kind::Probe) {
        parameters.insert(u"text"_s, job.message.shown);
        parameters.insert(u"parse_mode"_s, u"HTML"_s);
        parameters.insert(u"disable_web_page_preview"_s, true);
    }
    m_api->call(method, parameters, m_options.callTimeout, this, [this, job](const BotApi::Answer& answer) {
        const OutboxOutcome outcome = outcomeOf(job, answer);
        if (answer.kind == BotApi::Answer::Kind::Unauthorized)
            setState(State::Unauthorized, answer.description);
        else if (answer.kind == BotApi::Answer::Kind::NotReached)
            setState(State::Unreachable, answer.description);
        else
            setState(State::Working);
        settle(job, outcome);
    });
}

void TelegramChannel::settle(const OutboxJob& job, const OutboxOutcome& outcome)
{
    if (!m_api)
        return;
    m_executor.write(
        [job, outcome, now = m_clock.now()](domain::Workspace& workspace) -> protocol::Result<void> {
            const auto settled = workspace.get<domain::Outbox>().settle(job, outcome);
            auto& notifications = workspace.get<domain::NotificationService>();
            for (const qint64 id : settled.notifications) {
                if (settled.sent)
                    notifications.sent(id, u"telegram"_s, now, settled.number);
                else
                    notifications.failed(id);
            }
            return {};
        },
        [this, job, outcome](const protocol::Result<void>& result) {
            post([this, job, outcome, kept = result.has_value()] {
                if (kept) {
                    m_busy = false;
                    look();
                } else {
                    // What Telegram said is known here only: it must not be lost.
                    QTimer::singleShot(settleAgainAfter, this, [this, job, outcome] { settle(job, outcome); });
                }
            });
        });
}

// ---- in ----

void TelegramChannel::learnName()
{
    m_pollApi->call(u"getMe"_s, {}, m_options.callTimeout, this, [this](const BotApi::Answer& answer) {
        const QString name = answer.result[u"username"_s].toString();
        if (name.isEmpty())
            return;
        setState(State::Working);
        {
            const std::lock_guard lock(m_nameMutex);
            m_botName = name;
        }
        m_executor.write(
            [bot = m_bot, name](domain::Workspace&) -> protocol::Result<void> {
                bot->setName(name);
                return {};
            },
            [](const protocol::Result<void>&) {});
    });
}

void TelegramChannel::beginPolling()
{
    if (!m_api)
        return;
    domain::writeThen<qint64>(
        m_executor,
        [](domain::Workspace& workspace) -> protocol::Result<qint64> {
            return workspace.get<domain::OutboxRepository>().updateOffset();
        },
        [this](protocol::Result<qint64> offset) {
            post([this, offset = std::move(offset)] {
                if (offset)
                    poll(*offset);
                else
                    m_pollTimer.start(m_pollBackoff.next());
            });
        });
}

void TelegramChannel::poll(qint64 offset)
{
    if (!m_api)
        return;
    const QJsonObject parameters{{u"offset"_s, offset},
                                 {u"limit"_s, 100},
                                 {u"timeout"_s, static_cast<qint64>(m_options.pollFor.count())},
                                 {u"allowed_updates"_s, QJsonArray{u"message"_s}}};
    m_pollApi->call(u"getUpdates"_s, parameters, m_options.pollFor + m_options.callTimeout, this,
                [this, offset](const BotApi::Answer& answer) { polled(answer, offset); });
}

void TelegramChannel::polled(const BotApi::Answer& answer, qint64 offset)
{
    using enum BotApi::Answer::Kind;
    if (answer.kind != Ok || !answer.result.isArray()) {
        const std::chrono::milliseconds pause = answer.kind == RetryAfter ? std::chrono::milliseconds(answer.pause)
            : answer.kind == Unauthorized ? std::chrono::milliseconds(unauthorizedPause)
                                          : m_pollBackoff.next();
        if (answer.kind == Unauthorized)
            setState(State::Unauthorized, answer.description);
        else if (answer.kind == Refused)
            qCWarning(lcServer).noquote() << "Telegram gives no updates:" << answer.description;
        m_pollTimer.start(pause);
        return;
    }
    m_pollBackoff.reset();
    const QJsonArray updates = answer.result.toArray();
    if (updates.isEmpty()) {
        poll(offset);
        return;
    }
    m_executor.write(
        [bot = m_bot, updates](domain::Workspace& workspace) -> protocol::Result<void> {
            auto& repository = workspace.get<domain::OutboxRepository>();
            qint64 next = repository.updateOffset();
            for (const QJsonValue& value : updates) {
                const QJsonObject update = value.toObject();
                const qint64 number = update[u"update_id"_s].toInteger(-1);
                if (number < next)
                    continue; // done already, by somebody who was killed before he could say so
                next = number + 1;
                if (const auto incoming = incomingText(update)) {
                    workspace.get<domain::Outbox>().sawNumber(incoming->chat, incoming->number);
                    bot->handle(workspace, *incoming);
                }
            }
            repository.setUpdateOffset(next);
            return {};
        },
        [this](const protocol::Result<void>& result) {
            post([this, done = result.has_value()] {
                look();
                if (done)
                    beginPolling();
                else
                    m_pollTimer.start(m_pollBackoff.next()); // Telegram gives them again
            });
        });
}

void TelegramChannel::setState(State state, const QString& why)
{
    if (m_state == state)
        return;
    m_state = state;
    switch (state) {
    case State::Unauthorized:
        qCWarning(lcServer).noquote() << "Telegram does not know the bot's token; check telegram.token_file:" << why;
        break;
    case State::Unreachable:
        qCWarning(lcServer).noquote() << "Telegram cannot be reached; messages wait:" << why;
        break;
    case State::Working:
        qCInfo(lcServer) << "Telegram is connected.";
        break;
    case State::Starting:
    case State::Off:
        break;
    }
    emit stateChanged(state);
}

} // namespace channels
