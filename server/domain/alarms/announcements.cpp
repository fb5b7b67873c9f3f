// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/announcements.h"

#include <QStringList>

namespace domain {

using namespace Qt::StringLiterals;

namespace {

QString clockTime(const QDateTime& time, const QTimeZone& zone)
{
    return time.toTimeZone(zone).toString(u"HH:mm"_s);
}

QString outcomeOfOne(const AlarmTally& tally, const QTimeZone& zone)
{
    QStringList parts;
    if (tally.lastAcknowledged) {
        const Alarm::Action& action = *tally.lastAcknowledged;
        parts.append(u"Принял: %1, %2"_s.arg(action.by.name, clockTime(action.at, zone)));
        if (!action.note.isEmpty())
            parts.last() += u" — %1"_s.arg(action.note);
    }
    if (tally.lastHeld) {
        const Alarm::Action& action = *tally.lastHeld;
        QString held = u"Отложено"_s;
        if (action.until)
            held += u" до "_s + action.until->toTimeZone(zone).toString(u"dd.MM HH:mm"_s);
        if (!action.by.name.isEmpty())
            held += u": "_s + action.by.name;
        if (!action.note.isEmpty())
            held += u" — "_s + action.note;
        parts.append(held);
    }
    if (tally.lastReturnedAt)
        parts.append(u"Закончилось в %1"_s.arg(clockTime(*tally.lastReturnedAt, zone)));
    return parts.join(u'\n');
}

} // namespace

QString AlarmAnnouncements::outcome(qint64 announcement, const QTimeZone& zone)
{
    const AlarmTally tally = m_alarms.tally(announcement);
    if (tally.total() == 0 || tally.unanswered == tally.total())
        return {};
    if (tally.total() == 1)
        return outcomeOfOne(tally, zone);
    QStringList parts;
    if (tally.acknowledged > 0)
        parts.append(u"принято %1"_s.arg(tally.acknowledged));
    if (tally.held > 0)
        parts.append(u"отложено %1"_s.arg(tally.held));
    if (tally.ended + tally.returned > 0)
        parts.append(u"закончилось %1"_s.arg(tally.ended + tally.returned));
    return u"Из %1: %2"_s.arg(tally.total()).arg(parts.join(u", "_s));
}

} // namespace domain
