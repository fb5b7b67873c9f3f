// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notifications/outbox.h"

#include "base/logging.h"

#include <QSet>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using Kind = OutboxOutcome::Kind;
using State = OutboxMessage::State;

namespace {

/// Telegram takes 4096 characters after its markup; this leaves room for the last line.
constexpr int mostCharacters = 3500;

qint64 numberSpaceOf(qint64 chat)
{
    return hasOwnMessageNumbers(chat) ? chat : 0;
}

void earliest(std::optional<QDateTime>& at, const QDateTime& candidate)
{
    if (!at || candidate < *at)
        at = candidate;
}

QString shortened(const QString& text, qsizetype room)
{
    return text.size() <= room ? text : text.left(std::max<qsizetype>(room - 1, 0)) + u'…';
}

} // namespace

Outbox::Outbox(OutboxRepository& repository, Announcements& announcements, CompanyRepository& companies,
               const base::Clock& clock, Limits limits)
    : m_repository(repository)
    , m_announcements(announcements)
    , m_companies(companies)
    , m_clock(clock)
    , m_limits(limits)
{
}

bool Outbox::add(const Notification& notification, bool urgent)
{
    const auto link = m_repository.linkOf(notification.user);
    if (!link)
        return false;
    m_repository.insertItem({.chat = link->chat,
                             .company = notification.company,
                             .notification = notification.id,
                             .announcement = notification.announcement,
                             .urgent = urgent,
                             .title = notification.title,
                             .text = notification.message,
                             .createdAt = m_clock.now()});
    return true;
}

void Outbox::answer(qint64 chat, const QString& text)
{
    m_repository.insertItem({.chat = chat, .urgent = true, .text = text, .createdAt = m_clock.now()});
}

Outbox::Next Outbox::next()
{
    const QDateTime now = m_clock.now();
    Next next;
    // While the fate of one of its messages is open, a chat gets no other: the order would be lost,
    // and so would the numbers by which a doubtful one is found.
    QSet<qint64> held;
    for (OutboxMessage& message : m_repository.unsettled()) {
        if (held.contains(message.chat))
            continue;
        held.insert(message.chat);
        const QDateTime due = message.state == State::Sending
            ? now
            : std::max(message.nextAt, m_repository.chatFreeAt(message.chat));
        if (due > now) {
            earliest(next.at, due);
        } else if (auto job = continued(std::move(message), now)) {
            next.job = std::move(job);
            return next;
        }
    }
    for (const OutboxRepository::WaitingChat& waiting : m_repository.waitingChats()) {
        if (held.contains(waiting.chat))
            continue;
        QDateTime due = m_repository.chatFreeAt(waiting.chat);
        const auto link = m_repository.linkOfChat(waiting.chat);
        const bool muted = link && link->mutedUntil && *link->mutedUntil > now;
        if (muted && !waiting.hasUrgent)
            due = std::max(due, *link->mutedUntil);
        if (due > now) {
            earliest(next.at, due);
        } else if (auto job = begun(waiting.chat, muted, now)) {
            next.job = std::move(job);
            return next;
        }
    }
    for (OutboxMessage& message : m_repository.stale(100)) {
        if (held.contains(message.chat))
            continue;
        const QDateTime due = std::max(message.nextAt, m_repository.chatFreeAt(message.chat));
        if (due > now) {
            earliest(next.at, due);
        } else if (auto job = edited(std::move(message), now)) {
            next.job = std::move(job);
            return next;
        }
    }
    return next;
}

std::optional<OutboxJob> Outbox::continued(OutboxMessage message, const QDateTime& now)
{
    if (message.state == State::Waiting)
        return handOver(std::move(message), now);
    // Doubtful, or still marked as being sent by a process that is no more.
    message.state = State::Doubtful;
    m_repository.updateMessage(message);
    m_repository.keepChatBusy(message.chat, now + m_limits.betweenProbes);
    message.number = message.after + 1 + message.probed;
    return OutboxJob{OutboxJob::Kind::Probe, std::move(message)};
}

std::optional<OutboxJob> Outbox::begun(qint64 chat, bool urgentOnly, const QDateTime& now)
{
    std::vector<OutboxItem> items = m_repository.waiting(chat, urgentOnly, 1000);
    if (items.empty())
        return std::nullopt;
    if (!items.front().notification)
        items.erase(items.begin() + 1, items.end()); // an answer stands alone
    OutboxMessage message{.chat = chat, .createdAt = now, .nextAt = now};
    message.id = m_repository.insertMessage(message);
    std::vector<qint64> ids;
    for (const OutboxItem& item : items)
        ids.push_back(item.id);
    m_repository.assign(ids, message.id);
    return handOver(std::move(message), now);
}

OutboxJob Outbox::handOver(OutboxMessage message, const QDateTime& now)
{
    const bool maybeRepeat = message.probed > 0;
    message.state = State::Sending;
    message.after = m_repository.newestNumber(numberSpaceOf(message.chat));
    message.probed = 0;
    ++message.attempts;
    message.shown = render(message.id);
    if (maybeRepeat)
        message.shown += u"\n<i>На первую отправку Telegram не ответил: возможно, это повтор.</i>"_s;
    m_repository.updateMessage(message);
    m_repository.keepChatBusy(message.chat, now + spacing(message.chat));
    return {OutboxJob::Kind::Send, std::move(message)};
}

std::optional<OutboxJob> Outbox::edited(OutboxMessage message, const QDateTime& now)
{
    const QString text = render(message.id);
    if (text == message.shown) {
        message.stale = false;
        m_repository.updateMessage(message);
        return std::nullopt;
    }
    // An edit may be repeated at will, so nothing needs to be marked: it stays stale until it is done.
    m_repository.keepChatBusy(message.chat, now + spacing(message.chat));
    message.shown = text;
    return OutboxJob{OutboxJob::Kind::Edit, std::move(message)};
}

Outbox::Settled Outbox::settle(const OutboxJob& job, const OutboxOutcome& outcome)
{
    const QDateTime now = m_clock.now();
    Settled settled;
    if (outcome.kind == Kind::RetryAfter)
        m_repository.keepChatBusy(job.message.chat, now + outcome.pause);
    switch (job.kind) {
    case OutboxJob::Kind::Send:
        settleSend(job.message, outcome, now, settled);
        break;
    case OutboxJob::Kind::Probe:
        settleProbe(job.message, outcome, now, settled);
        break;
    case OutboxJob::Kind::Edit:
        settleEdit(job.message, outcome, now);
        break;
    }
    return settled;
}

void Outbox::settleSend(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now, Settled& settled)
{
    message.nextAt = now;
    switch (outcome.kind) {
    case Kind::Accepted:
        sent(message, outcome.number, settled);
        break;
    case Kind::Refused:
    case Kind::Absent:
        failed(message, outcome.reason, settled);
        break;
    case Kind::RetryAfter:
        message.state = State::Waiting;
        message.nextAt = now + outcome.pause;
        break;
    case Kind::Unauthorized:
    case Kind::NotReached:
        message.state = State::Waiting;
        message.nextAt = now + retryPause(message.attempts);
        break;
    case Kind::Doubtful:
        message.state = State::Doubtful;
        message.nextAt = now + retryPause(message.attempts);
        break;
    }
    if (message.state == State::Waiting && message.createdAt + m_limits.giveUpAfter < now)
        failed(message, u"Telegram was not reached in time"_s, settled);
    m_repository.updateMessage(message);
}

void Outbox::settleProbe(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now, Settled& settled)
{
    const qint64 number = message.number.value();
    message.number.reset();
    message.nextAt = now;
    switch (outcome.kind) {
    case Kind::Accepted:
        sent(message, number, settled);
        break;
    case Kind::Absent:
        if (++message.probed >= m_limits.probes)
            message.state = State::Waiting; // it is nowhere: send it again
        break;
    case Kind::Refused:
        failed(message, outcome.reason, settled);
        break;
    case Kind::RetryAfter:
        message.nextAt = now + outcome.pause;
        break;
    case Kind::Unauthorized:
    case Kind::NotReached:
    case Kind::Doubtful:
        message.nextAt = now + retryPause(++message.attempts);
        break;
    }
    m_repository.updateMessage(message);
}

void Outbox::settleEdit(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now)
{
    message.nextAt = now;
    switch (outcome.kind) {
    case Kind::Accepted:
        message.stale = render(message.id) != message.shown; // it may have changed on the way
        break;
    case Kind::Refused:
    case Kind::Absent:
        message.stale = false; // somebody has deleted it
        break;
    case Kind::RetryAfter:
        message.nextAt = now + outcome.pause;
        message.shown.clear();
        break;
    case Kind::Unauthorized:
    case Kind::NotReached:
    case Kind::Doubtful:
        message.nextAt = now + retryPause(++message.attempts);
        message.shown.clear(); // not known any more, so the next attempt is made whatever it says
        break;
    }
    m_repository.updateMessage(message);
}

void Outbox::sent(OutboxMessage& message, qint64 number, Settled& settled)
{
    message.state = State::Sent;
    message.number = number;
    message.attempts = 0;
    // What it tells may have changed while it was on its way.
    message.stale = render(message.id) != message.shown;
    sawNumber(message.chat, number);
    settled.sent = true;
    settled.number = number;
    settled.notifications = m_repository.notificationsOf(message.id);
}

void Outbox::failed(OutboxMessage& message, const QString& reason, Settled& settled)
{
    qCWarning(lcDomain).noquote() << "A Telegram message could not be delivered:" << reason;
    message.state = State::Failed;
    settled.notifications = m_repository.notificationsOf(message.id);
}

void Outbox::sawNumber(qint64 chat, qint64 number)
{
    m_repository.sawNumber(numberSpaceOf(chat), number);
}

QString Outbox::render(qint64 message) const
{
    const std::vector<OutboxItem> items = m_repository.itemsOf(message, m_limits.linesInOne);
    const int total = m_repository.countItemsOf(message);
    QStringList parts;
    if (total > 1)
        parts.append(u"<b>Уведомлений: %1</b>"_s.arg(total));
    const int room = mostCharacters / std::max<int>(static_cast<int>(items.size()), 1);
    for (const OutboxItem& item : items)
        parts.append(line(item, room));
    if (total > static_cast<int>(items.size()))
        parts.append(u"… и ещё %1"_s.arg(total - static_cast<int>(items.size())));
    return parts.join(u"\n\n"_s);
}

QString Outbox::line(const OutboxItem& item, int roomFor) const
{
    if (!item.notification)
        return shortened(item.text, roomFor).toHtmlEscaped();
    QString out = u"<b>%1</b>"_s.arg(shortened(item.title, 200).toHtmlEscaped());
    if (!item.text.isEmpty())
        out += u'\n' + shortened(item.text, std::max(roomFor - 250, 50)).toHtmlEscaped();
    if (item.announcement) {
        const auto company = item.company ? m_companies.find(*item.company) : std::nullopt;
        const QString outcome =
            m_announcements.outcome(*item.announcement, company ? company->timeZone : QTimeZone::utc());
        if (!outcome.isEmpty())
            out += u"\n<i>%1</i>"_s.arg(outcome.toHtmlEscaped());
    }
    return out;
}

std::chrono::milliseconds Outbox::retryPause(int attempts) const
{
    const int doublings = std::clamp(attempts - 1, 0, 20);
    return std::min(m_limits.firstRetry * (1 << doublings), m_limits.lastRetry);
}

} // namespace domain
