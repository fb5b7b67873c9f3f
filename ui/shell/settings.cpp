// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui::settings {

namespace {

QString personKey(const QString& person, QLatin1StringView name)
{
    return u"people/"_s + (person.isEmpty() ? u"nobody"_s : person) + u'/' + name;
}

QString monitorKey(const QString& monitor, QLatin1StringView name)
{
    return u"wall/"_s + (monitor.isEmpty() ? u"any"_s : QString(monitor).replace(u'/', u'_')) + u'/' + name;
}

} // namespace

SchemeChoice scheme()
{
    const QString text = QSettings().value(u"look/scheme"_s).toString();
    return text == "light"_L1  ? SchemeChoice::Light
           : text == "dark"_L1 ? SchemeChoice::Dark
                               : SchemeChoice::System;
}

void setScheme(SchemeChoice choice)
{
    QSettings().setValue(u"look/scheme"_s, choice == SchemeChoice::Light  ? u"light"_s
                                           : choice == SchemeChoice::Dark ? u"dark"_s
                                                                          : u"system"_s);
}

double textScale()
{
    return std::clamp(QSettings().value(u"look/textScale"_s, 1.0).toDouble(), 1.0, 2.0);
}

void setTextScale(double scale)
{
    QSettings().setValue(u"look/textScale"_s, scale);
}

QString language()
{
    return QSettings().value(u"look/language"_s).toString();
}

void setLanguage(const QString& language)
{
    QSettings().setValue(u"look/language"_s, language);
}

double volume(const QString& person)
{
    return std::clamp(QSettings().value(personKey(person, "volume"_L1), 0.7).toDouble(), 0.0, 1.0);
}

void setVolume(const QString& person, double volume)
{
    QSettings().setValue(personKey(person, "volume"_L1), volume);
}

std::optional<std::optional<client::QuietHours>> quietHours(const QString& person)
{
    const QSettings settings;
    if (settings.value(personKey(person, "quietNever"_L1)).toBool())
        return std::optional<client::QuietHours>();
    const client::QuietHours hours{settings.value(personKey(person, "quietFrom"_L1)).toTime(),
                                   settings.value(personKey(person, "quietTo"_L1)).toTime()};
    if (hours.from.isValid() && hours.to.isValid())
        return std::optional(hours);
    return std::nullopt;
}

void setQuietHours(const QString& person, const std::optional<client::QuietHours>& hours)
{
    QSettings settings;
    settings.setValue(personKey(person, "quietNever"_L1), !hours);
    if (hours) {
        settings.setValue(personKey(person, "quietFrom"_L1), hours->from);
        settings.setValue(personKey(person, "quietTo"_L1), hours->to);
    } else {
        settings.remove(personKey(person, "quietFrom"_L1));
        settings.remove(personKey(person, "quietTo"_L1));
    }
}

QStringList wallPanels(const QString& monitor)
{
    return QSettings().value(monitorKey(monitor, "panels"_L1)).toStringList();
}

void setWallPanels(const QString& monitor, const QStringList& panels)
{
    QSettings().setValue(monitorKey(monitor, "panels"_L1), panels);
}

bool wallGrid(const QString& monitor)
{
    return QSettings().value(monitorKey(monitor, "grid"_L1), false).toBool();
}

void setWallGrid(const QString& monitor, bool grid)
{
    QSettings().setValue(monitorKey(monitor, "grid"_L1), grid);
}

} // namespace ui::settings
