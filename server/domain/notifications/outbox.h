// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/notifications/notification.h"
#include "domain/people/company.h"

#include <chrono>

namespace domain {

/// A Telegram chat that a person has linked to their account.
struct ChatLink
{
    qint64 chat = 0;
    protocol::UserId user;
    protocol::CompanyId company;
    QString username{}; ///< Telegram's, without @
    QDateTime linkedAt{};
    std::optional<QDateTime> mutedUntil{};
    friend bool operator==(const ChatLink&, const ChatLink&) = default;
};

/// A group or a channel; the others are people.
constexpr bool isGroupChat(qint64 chat)
{
    return chat < 0;
}
/// Supergroups and channels count their messages each for itself, from -10^12 down.
constexpr bool hasOwnMessageNumbers(qint64 chat)
{
    return chat <= -1'000'000'000'000;
}

/// Something to be told in a chat.
struct OutboxItem
{
    qint64 id = 0;
    qint64 chat = 0;
    std::optional<protocol::CompanyId> company{}; ///< none: an answer to somebody unknown
    std::optional<qint64> notification{};         ///< none: the bot's answer to a command
    std::optional<qint64> announcement{};
    bool urgent = false; ///< passes a muted chat
    QString title{};
    QString text{};
    QDateTime createdAt{};
    std::optional<qint64> message{}; ///< in which it went out; none: it waits
    friend bool operator==(const OutboxItem&, const OutboxItem&) = default;
};

/// A message of one chat with one item or several in it.
struct OutboxMessage
{
    enum class State {
        Sending,  ///< marked before it is handed over; found so later, it is doubtful
        Doubtful, ///< handed over, and no word whether it was taken: to be looked for first
        Sent,
        Failed, ///< refused for good
        Waiting, ///< certainly not taken; again at nextAt
    };
    qint64 id = 0;
    qint64 chat = 0;
    State state = State::Sending;
    QString shown{};    ///< the text as it was handed over last
    qint64 after = 0;   ///< newest message number known when it was handed over
    int probed = 0;     ///< how many numbers after that were looked at
    std::optional<qint64> number{}; ///< Telegram's message_id
    int attempts = 0;
    bool stale = false; ///< what it tells has changed since
    QDateTime createdAt{};
    QDateTime nextAt{};
    friend bool operator==(const OutboxMessage&, const OutboxMessage&) = default;
};

/// Whose chat is whose. In any unit.
class ChatLinks
{
public:
    virtual ~ChatLinks() = default;
    virtual std::optional<ChatLink> linkOf(protocol::UserId user) = 0;
};

/// All other calls belong into a write unit.
class OutboxRepository : public ChatLinks
{
public:
    virtual std::optional<ChatLink> linkOfChat(qint64 chat) = 0;
    virtual void keepLink(const ChatLink& link) = 0; ///< replaces the user's and the chat's
    virtual void removeLink(qint64 chat) = 0;
    virtual void insertCode(const QString& code, protocol::UserId user, const QDateTime& expiresAt) = 0; ///< replaces the user's
    virtual bool hasCode(const QString& code) = 0;
    /// The owner of a code that has not expired; the code is gone afterwards.
    virtual std::optional<protocol::UserId> takeCode(const QString& code, const QDateTime& now) = 0;

    virtual qint64 insertItem(const OutboxItem& item) = 0;
    /// What waits for a chat, the bot's answers first, else the oldest first.
    virtual std::vector<OutboxItem> waiting(qint64 chat, bool urgentOnly, int limit) = 0;
    struct WaitingChat
    {
        qint64 chat = 0;
        bool hasUrgent = false; ///< an answer, or an urgent item
    };
    /// Chats for which something waits, the longest waiting first.
    virtual std::vector<WaitingChat> waitingChats() = 0;
    virtual void assign(const std::vector<qint64>& items, qint64 message) = 0;
    virtual std::vector<OutboxItem> itemsOf(qint64 message, int limit) = 0;
    virtual int countItemsOf(qint64 message) = 0;
    virtual std::vector<qint64> notificationsOf(qint64 message) = 0;

    virtual qint64 insertMessage(const OutboxMessage& message) = 0;
    virtual void updateMessage(const OutboxMessage& message) = 0;
    /// Sending, Doubtful and Waiting ones, oldest first.
    virtual std::vector<OutboxMessage> unsettled() = 0;
    /// Sent ones that are stale, due first.
    virtual std::vector<OutboxMessage> stale(int limit) = 0;
    virtual void markStale(qint64 announcement) = 0;

    /// When a chat may be sent to again.
    virtual QDateTime chatFreeAt(qint64 chat) = 0;
    virtual void keepChatBusy(qint64 chat, const QDateTime& until) = 0;
    /// The newest message number seen in a chat's row of numbers (0: the one that people and small
    /// groups share).
    virtual qint64 newestNumber(qint64 space) = 0;
    virtual void sawNumber(qint64 space, qint64 number) = 0;

    virtual qint64 updateOffset() = 0; ///< of getUpdates: the next update not yet seen
    virtual void setUpdateOffset(qint64 offset) = 0;

    /// Forgets what is settled and was created before a moment; at most limit; returns how many.
    virtual int forgetBefore(const QDateTime& moment, int limit) = 0;
};

/// What to ask of Telegram next.
struct OutboxJob
{
    enum class Kind {
        Send,
        Edit,  ///< of message.number
        Probe, ///< whether message.number exists and is ours
    };
    Kind kind = Kind::Send;
    OutboxMessage message;
};

/// What came of it.
struct OutboxOutcome
{
    enum class Kind {
        Accepted,    ///< number is set for Send
        Refused,     ///< for good: the chat is gone, the bot is blocked, the text is not accepted
        Absent,      ///< of Probe and Edit: there is no such message
        RetryAfter,  ///< too many: certainly not taken, again after pause
        NotReached,  ///< certainly not taken: no connection was made
        Doubtful,    ///< the connection broke, an answer of 5xx or no sense
        Unauthorized ///< the token is wrong: nothing can be done but wait for another
    };
    Kind kind = Kind::Accepted;
    qint64 number = 0;
    std::chrono::milliseconds pause{0};
    QString reason{}; ///< for the log
};

/// Decides what goes out over Telegram and when. The state is in the database before anything is
/// handed over and after each answer, so that it can be killed at any moment and go on.
///
/// Exactly once, as far as Telegram lets: sendMessage has no key by which a repeat would be known.
/// A message whose answer was not seen (killed meanwhile, connection lost, 5xx) is *doubtful* and is
/// looked for before it is sent again: message numbers grow by one within a chat's row of numbers,
/// one message is under way at a time, so that it can only have one of the next numbers after the
/// newest known; an edit of the (absent) keyboard of such a number tells whether it is there and
/// ours, and changes nothing. Only if none is there it is sent again. Telegram does not promise that
/// numbering; where it failed, the second message would say that it may be a repeat.
///
/// Limits: a message a second per chat, 20 a minute per group (core.telegram.org/bots/faq), and
/// whatever pause a 429 asks for. What waits meanwhile goes out as one message.
///
/// All methods belong into a write unit.
class Outbox final
{
public:
    struct Limits
    {
        std::chrono::milliseconds perChat{1000};
        std::chrono::milliseconds perGroup{3000};
        std::chrono::milliseconds firstRetry{1000};
        std::chrono::milliseconds lastRetry = std::chrono::minutes(5);
        std::chrono::hours giveUpAfter{24};
        int linesInOne = 10; ///< of merged items; the rest is counted
        int probes = 12;
        std::chrono::milliseconds betweenProbes{250};
    };

    Outbox(OutboxRepository& repository, Announcements& announcements, CompanyRepository& companies,
           const base::Clock& clock)
        : Outbox(repository, announcements, companies, clock, Limits())
    {
    }
    Outbox(OutboxRepository& repository, Announcements& announcements, CompanyRepository& companies,
           const base::Clock& clock, Limits limits);

    /// To the person's chat. False when none is linked.
    bool add(const Notification& notification, bool urgent);
    bool isLinked(protocol::UserId user) { return m_repository.linkOf(user).has_value(); }
    /// A command's answer.
    void answer(qint64 chat, const QString& text);
    /// What an announcement tells has changed: messages that told it will be edited.
    void touch(qint64 announcement) { m_repository.markStale(announcement); }

    /// What to do now, marked as being done; or when to ask again; none at all: nothing waits.
    struct Next
    {
        std::optional<OutboxJob> job;
        std::optional<QDateTime> at;
    };
    Next next();
    /// The end of a job. Returns the notifications that went out with it, or failed for good.
    struct Settled
    {
        std::vector<qint64> notifications;
        bool sent = false;
        qint64 number = 0;
    };
    Settled settle(const OutboxJob& job, const OutboxOutcome& outcome);
    /// A number that somebody's message to us had.
    void sawNumber(qint64 chat, qint64 number);

private:
    std::optional<OutboxJob> continued(OutboxMessage message, const QDateTime& now);
    std::optional<OutboxJob> begun(qint64 chat, bool urgentOnly, const QDateTime& now);
    std::optional<OutboxJob> edited(OutboxMessage message, const QDateTime& now);
    OutboxJob handOver(OutboxMessage message, const QDateTime& now);
    void settleSend(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now, Settled& settled);
    void settleProbe(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now, Settled& settled);
    void settleEdit(OutboxMessage message, const OutboxOutcome& outcome, const QDateTime& now);
    void sent(OutboxMessage& message, qint64 number, Settled& settled);
    void failed(OutboxMessage& message, const QString& reason, Settled& settled);
    QString render(qint64 message) const;
    QString line(const OutboxItem& item, int roomFor) const;
    std::chrono::milliseconds retryPause(int attempts) const;
    std::chrono::milliseconds spacing(qint64 chat) const
    {
        return isGroupChat(chat) ? m_limits.perGroup : m_limits.perChat;
    }

    OutboxRepository& m_repository;
    Announcements& m_announcements;
    CompanyRepository& m_companies;
    const base::Clock& m_clock;
    Limits m_limits;
};

} // namespace domain
