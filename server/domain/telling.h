// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <QJsonObject>

namespace domain {

struct Employee;
struct Machine;

/// The topics of the plant's subjects, looked up once.
namespace topic {
extern const protocol::TopicIndex machines;
extern const protocol::TopicIndex shifts;
extern const protocol::TopicIndex calls;
extern const protocol::TopicIndex states;
extern const protocol::TopicIndex worktime;
extern const protocol::TopicIndex access;
extern const protocol::TopicIndex people;
extern const protocol::TopicIndex alarms;
extern const protocol::TopicIndex notifications;
extern const protocol::TopicIndex budgets;
extern const protocol::TopicIndex costs;
extern const protocol::TopicIndex timesheets;
extern const protocol::TopicIndex comments;
extern const protocol::TopicIndex tickets;
extern const protocol::TopicIndex ticketEvents;
} // namespace topic

/// What a change came from, in a word (protocol::Event::cause): alerts and toasts choose by it.
namespace cause {
inline constexpr QLatin1StringView pulse("pulse");           ///< a loom counted
inline constexpr QLatin1StringView silence("silence");       ///< a working loom stopped counting
inline constexpr QLatin1StringView shift("shift");           ///< an operator came or went
inline constexpr QLatin1StringView call("call");             ///< the master was called
inline constexpr QLatin1StringView repair("repair");         ///< a repair began or ended
inline constexpr QLatin1StringView entry("entry");           ///< the working day began, or went on
inline constexpr QLatin1StringView exit("exit");             ///< the working day ended
inline constexpr QLatin1StringView correction("correction"); ///< somebody edited by hand
inline constexpr QLatin1StringView gate("gate");             ///< somebody passed a gate
inline constexpr QLatin1StringView scan("scan");             ///< a card was read elsewhere
inline constexpr QLatin1StringView denied("denied");         ///< a card was read that is nobody's
inline constexpr QLatin1StringView raised("raised");     ///< an alarm began, occurred again or went on
inline constexpr QLatin1StringView returned("returned"); ///< an alarm's condition ended
inline constexpr QLatin1StringView answered("answered"); ///< somebody did something about an alarm
inline constexpr QLatin1StringView escalated("escalated"); ///< nobody did
inline constexpr QLatin1StringView notified("notified"); ///< somebody is told something
inline constexpr QLatin1StringView ledger("ledger");     ///< how far a notification has come
inline constexpr QLatin1StringView read("read");         ///< somebody has read a notification
inline constexpr QLatin1StringView deleted("deleted");   ///< somebody has deleted something of theirs
inline constexpr QLatin1StringView cost("cost");           ///< an object has cost something
inline constexpr QLatin1StringView budget("budget");       ///< a budget was set, or judged
inline constexpr QLatin1StringView timesheet("timesheet"); ///< a timesheet was written or moved on
inline constexpr QLatin1StringView comment("comment");     ///< somebody said something about one
inline constexpr QLatin1StringView ticketCreated("ticket_created");        ///< somebody asked for help
inline constexpr QLatin1StringView ticketStatus("ticket_status_changed");  ///< taken, resolved, closed, reopened
inline constexpr QLatin1StringView ticketAssigned("ticket_assigned");      ///< given to somebody, or to nobody
inline constexpr QLatin1StringView ticketComment("ticket_comment_created"); ///< somebody said something to it
inline constexpr QLatin1StringView import("import");         ///< put in from a file, or at set-up
} // namespace cause

/// Everybody in the company who may read the topic; with a branch, that branch's people only.
Audience audienceOf(const Employee& employee);
Audience audienceOf(const Machine& machine);

/// The row as it is now, with the id it has on the wire.
Change put(protocol::TopicIndex topic, qint64 id, QJsonObject row, Audience audience, QLatin1StringView cause);
/// The row is gone.
Change gone(protocol::TopicIndex topic, qint64 id, Audience audience, QLatin1StringView cause);

} // namespace domain
