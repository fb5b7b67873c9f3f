// SPDX-License-Identifier: GPL-3.0-or-later
// The part of AlarmService that time drives: who is told when, and who next.
#include "domain/alarms/service.h"

#include "domain/notifications/outbox.h"
#include "domain/notifications/service.h"
#include "domain/telling.h"

#include <QJsonArray>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::AlarmPriority;
using protocol::AlarmState;
using What = AlarmLogEntry::What;

namespace {

/// A pause this long ends a burst; also the longest that later ones wait to be told together.
constexpr auto longestMerge = std::chrono::minutes(10);
constexpr int groupsAtOnce = 50;
constexpr int alarmsInData = 20;
constexpr size_t linesInMessage = 5;

/// When a group that has just got its first may be told: at once after a pause, else after a time that
/// doubles while the burst lasts, so that one rule is told at most six times in ten minutes.
QDateTime tellAt(AlarmGroup& group, const AlarmRule& rule, const QDateTime& now)
{
    if (!group.lastAt || *group.lastAt + longestMerge <= now) {
        group.burst = 0;
        return now;
    }
    const int doublings = std::clamp(group.burst - 1, 0, 10);
    const std::chrono::milliseconds most = std::max<std::chrono::milliseconds>(longestMerge, rule.mergeWithin);
    return std::max(now, *group.lastAt + std::min(rule.mergeWithin * (1 << doublings), most));
}

QString lead(const AlarmGroup& group)
{
    if (group.telling == Telling::Everyone)
        return u"Напоминание: "_s;
    return group.level > 0 ? u"Нет ответа: "_s : QString();
}

QString typeOf(const AlarmRule& rule)
{
    return u"alarm_"_s + QString(rule.name).replace(u'-', u'_');
}

NotificationDraft draftOf(const AlarmGroup& group, const AlarmRule& rule, const AlarmRepository::Waiting& waiting)
{
    const Alarm& first = waiting.first.front();
    NotificationDraft draft{.type = typeOf(rule),
                            .title = lead(group) + first.title,
                            .message = first.message,
                            .data = {{u"rule"_s, rule.name},
                                     {u"priority"_s, QString(toWire(rule.priority))},
                                     {u"level"_s, group.level},
                                     {u"count"_s, waiting.count}},
                            .telegram = rule.telegram || group.level > 0 || group.telling == Telling::Everyone,
                            .urgent = rule.priority == AlarmPriority::Critical};
    if (waiting.count == 1) {
        draft.data.insert(u"alarm_id"_s, first.id);
        draft.data.insert(u"source"_s, first.source);
        draft.data.insert(u"topic"_s, first.topic);
        draft.data.insert(u"record"_s, first.record);
        draft.data.insert(u"args"_s, first.args);
        return draft;
    }
    QJsonArray ids;
    QStringList lines;
    for (const Alarm& alarm : waiting.first) {
        ids.append(alarm.id);
        if (static_cast<size_t>(lines.size()) < linesInMessage)
            lines.append(alarm.message.isEmpty() ? alarm.title : alarm.message);
    }
    if (waiting.count > lines.size())
        lines.append(u"… и ещё %1"_s.arg(waiting.count - lines.size()));
    draft.data.insert(u"alarm_ids"_s, ids);
    draft.data.insert(u"topic"_s, first.topic);
    draft.title = u"%1%2 (%3)"_s.arg(lead(group), first.title).arg(waiting.count);
    draft.message = lines.join(u'\n');
    return draft;
}

bool isPast(const std::optional<QDateTime>& time, const QDateTime& now)
{
    return time && *time <= now;
}

std::optional<QDateTime> after(const std::optional<QDateTime>& time, AlarmRule::Duration duration)
{
    return time && duration.count() > 0 ? std::optional(*time + duration) : std::nullopt;
}

/// When the next level's turn comes.
std::optional<QDateTime> escalatesAt(const Alarm& alarm, const AlarmRule& rule)
{
    if (!alarm.heard)
        return alarm.announcedAt;
    const auto unanswered = after(alarm.announcedAt, rule.acknowledgeWithin);
    const bool knowsDisplays = rule.announce || alarm.level > 0;
    if (alarm.displayedAt || !knowsDisplays || rule.displayWithin.count() == 0)
        return unanswered;
    const auto unseen = after(alarm.announcedAt, rule.displayWithin);
    return unanswered ? std::min(unanswered, unseen) : unseen;
}

} // namespace

std::optional<QDateTime> AlarmService::nextDueOf(const Alarm& alarm, const AlarmRule& rule) const
{
    std::optional<QDateTime> next;
    const auto consider = [&](const std::optional<QDateTime>& time) {
        if (time && (!next || *time < *next))
            next = time;
    };
    if (alarm.life.active)
        consider(alarm.holdsUntil);
    switch (alarm.life.state) {
    case AlarmState::Shelved:
        consider(alarm.held ? alarm.held->until : std::nullopt);
        break;
    case AlarmState::ReturnedUnacknowledged:
        consider(after(alarm.returnedAt, rule.forgetAfter));
        break;
    case AlarmState::Acknowledged:
        if (alarm.life.active && alarm.acknowledged)
            consider(after(alarm.acknowledged->at, rule.realarmAfter));
        break;
    case AlarmState::Unacknowledged:
        if (alarm.telling == Telling::Done) {
            consider(alarm.level < rule.lastLevel() ? escalatesAt(alarm, rule)
                                                    : after(alarm.announcedAt, rule.repeatEvery));
        }
        break;
    default:
        break;
    }
    return alarm.endedAt ? std::nullopt : next;
}

bool AlarmService::tick(int limit)
{
    const QDateTime now = m_clock.now();
    std::vector<Alarm> due = m_alarms.due(now, limit);
    for (Alarm& alarm : due) {
        // One of those before it may have changed it: a suppression ended.
        if (auto current = m_alarms.find(alarm.company, alarm.id); current && isPast(current->nextAt, now))
            handleDue(std::move(*current));
    }
    std::vector<AlarmGroup> groups = m_alarms.dueGroups(now, groupsAtOnce);
    for (AlarmGroup& group : groups)
        tellGroup(std::move(group));
    return isPast(m_alarms.nextDue(), now);
}

void AlarmService::handleDue(Alarm alarm)
{
    const AlarmRule* rule = m_rules.find(alarm.rule);
    if (!rule) {
        alarm.nextAt.reset(); // retireUnknown() ends it at the next start
        m_alarms.update(alarm);
        return;
    }
    const QDateTime now = m_clock.now();
    const Alarm::Action byItself{.at = now};
    const bool goesOn =
        alarm.acknowledged && isPast(after(alarm.acknowledged->at, rule->realarmAfter), now);
    if (alarm.life.active && isPast(alarm.holdsUntil, now)) {
        const Alarm::Action then{.at = *alarm.holdsUntil};
        step(alarm, *rule, AlarmInput::Return, What::Returned, then, cause::returned);
    } else if (alarm.life.state == AlarmState::Shelved && alarm.held && isPast(alarm.held->until, now)) {
        step(alarm, *rule, AlarmInput::Unshelve, What::Unshelved, byItself, cause::raised);
    } else if (alarm.life.state == AlarmState::ReturnedUnacknowledged
               && isPast(after(alarm.returnedAt, rule->forgetAfter), now)) {
        enter(alarm, *rule, {{AlarmState::Normal, false}, false}, now);
        log(alarm, What::Ended, {}, u"nobody answered"_s, now);
        save(alarm, *rule, cause::returned);
        touchMessages(alarm);
    } else if (goesOn && isSuppressed(alarm, *rule)
               && step(alarm, *rule, AlarmInput::Suppress, What::Suppressed, byItself, cause::raised)) {
        return;
    } else if (goesOn && step(alarm, *rule, AlarmInput::Realarm, What::Realarmed, byItself, cause::raised)) {
        return;
    } else if (alarm.life.state == AlarmState::Unacknowledged && alarm.telling == Telling::Done) {
        escalate(alarm, *rule);
    } else {
        save(alarm, *rule, cause::raised);
    }
}

void AlarmService::escalate(Alarm& alarm, const AlarmRule& rule)
{
    const QDateTime now = m_clock.now();
    if (alarm.level < rule.lastLevel() && isPast(escalatesAt(alarm, rule), now)) {
        ++alarm.level;
        alarm.told = rule.toldAt(alarm.level);
        wait(alarm, Telling::Level);
        log(alarm, What::Escalated, {}, alarm.told.toNames().join(u", "), now);
    } else if (alarm.level == rule.lastLevel() && isPast(after(alarm.announcedAt, rule.repeatEvery), now)) {
        wait(alarm, Telling::Everyone);
        log(alarm, What::Repeated, {}, {}, now);
    }
    save(alarm, rule, cause::escalated);
}

void AlarmService::wait(Alarm& alarm, Telling telling)
{
    alarm.telling = telling;
    alarm.displayedAt.reset();
    AlarmGroup group = m_alarms.group({.company = alarm.company,
                                       .branch = alarm.branch,
                                       .rule = alarm.rule,
                                       .level = alarm.level,
                                       .telling = telling});
    if (group.dueAt)
        return;
    group.dueAt = tellAt(group, *m_rules.find(alarm.rule), m_clock.now());
    m_alarms.keep(group);
}

void AlarmService::tellGroup(AlarmGroup group)
{
    const QDateTime now = m_clock.now();
    group.dueAt.reset();
    const AlarmRule* rule = m_rules.find(group.rule);
    const AlarmRepository::Waiting waiting = m_alarms.waiting(group, alarmsInData);
    if (!rule || waiting.count == 0 || group.level > rule->lastLevel()) {
        m_alarms.keep(group);
        return;
    }
    const qint64 announcement = m_alarms.newAnnouncement(group, now, waiting.count);
    NotificationDraft draft = draftOf(group, *rule, waiting);
    draft.announcement = announcement;
    const protocol::Roles roles = group.telling == Telling::Everyone || group.level == 0
        ? rule->toldAt(group.level)
        : rule->escalation[static_cast<size_t>(group.level - 1)];
    const auto told = m_notifications.notifyRoles(group.company, group.branch, roles, draft);
    if (group.level > 0) {
        for (const qint64 earlier : waiting.earlier)
            m_notifications.sendTelegram(earlier, draft.urgent);
    }
    const Alarm asTold{.company = group.company,
                       .life = {AlarmState::Unacknowledged, true},
                       .level = group.level,
                       .announcedAt = now,
                       .heard = !told.empty()};
    m_alarms.markTold(group, announcement, now, asTold.heard, nextDueOf(asTold, *rule));
    group.lastAt = now;
    ++group.burst;
    m_alarms.keep(group);
}

} // namespace domain
