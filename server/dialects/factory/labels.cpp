// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/labels.h"

#include <algorithm>
#include <cmath>

namespace dialects {

using namespace Qt::StringLiterals;

QString label(protocol::WorktimeStatus status)
{
    using enum protocol::WorktimeStatus;
    switch (status) {
    case Present:
        return u"Присутствует"_s;
    case Absent:
        return u"Отсутствует"_s;
    case Sick:
        return u"Больничный"_s;
    case Vacation:
        return u"Отпуск"_s;
    case Partial:
        return u"Частичный день"_s;
    case Late:
        return u"Опоздание"_s;
    case EarlyLeave:
        return u"Ранний уход"_s;
    case Other:
        return u"Другое"_s;
    }
    return {};
}

QLatin1StringView colour(protocol::WorktimeStatus status)
{
    using enum protocol::WorktimeStatus;
    switch (status) {
    case Present:
        return "#4caf50"_L1;
    case Absent:
        return "#f44336"_L1;
    case Sick:
    case Late:
        return "#ff9800"_L1;
    case Vacation:
        return "#2196f3"_L1;
    case Partial:
    case EarlyLeave:
        return "#ff5722"_L1;
    case Other:
        break;
    }
    return "#666"_L1;
}

QString label(protocol::MachineStatus status)
{
    using enum protocol::MachineStatus;
    switch (status) {
    case Idle:
        return u"Простой"_s;
    case Working:
        return u"Работает"_s;
    case Maintenance:
        return u"В ремонте"_s;
    case Stopped:
        return u"Остановлен"_s;
    }
    return {};
}

QString label(protocol::CallStatus status)
{
    using enum protocol::CallStatus;
    switch (status) {
    case Pending:
        return u"Ожидает"_s;
    case InProgress:
        return u"В работе"_s;
    case Completed:
        return u"Завершен"_s;
    }
    return {};
}

QString label(protocol::AccessAction action)
{
    return action == protocol::AccessAction::In ? u"Вход"_s : u"Выход"_s;
}

QString isoMicroseconds(const QDateTime& time)
{
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"000+00:00"_s;
}

QString localText(const std::optional<QDateTime>& time, const QTimeZone& zone, const QString& format)
{
    return time ? time->toTimeZone(zone).toString(format) : u""_s;
}

QString hoursMinutesSeconds(qint64 seconds)
{
    const qint64 whole = std::max<qint64>(seconds, 0);
    return u"%1:%2:%3"_s.arg(whole / 3600)
        .arg(whole / 60 % 60, 2, 10, QChar(u'0'))
        .arg(whole % 60, 2, 10, QChar(u'0'));
}

QString hoursMinutes(qint64 seconds)
{
    const qint64 minutes = std::max<qint64>(seconds, 0) / 60;
    return u"%1:%2"_s.arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString clockMinutes(int minutes)
{
    return u"%1:%2"_s.arg(minutes / 60, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
}

double hoursBetween(const QDateTime& from, const std::optional<QDateTime>& to)
{
    if (!to)
        return 0;
    return rounded(static_cast<double>(from.secsTo(*to)) / 3600.0, 2);
}

double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

} // namespace dialects
