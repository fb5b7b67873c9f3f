// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace client {

/// Freedesktop urgency: critical 2, high 2, medium 1, low 0 (design.md §5).
enum class Priority { Critical, High, Medium, Low };

/// By what the words and the icon are chosen. Alarms of the rules that the server comes with have a
/// kind of their own, so that a desktop can say them in its language; others speak for themselves.
enum class AlertKind {
    MaintenanceCall, ///< вызов мастера, pending; subject machine, who the operator
    CallOverdue,     ///< still pending; the same
    CallTaken,       ///< a master has come; subject machine, who the master
    MachineStopped,  ///< subject machine, who the operator
    AccessDenied,    ///< subject the device, who the person or empty, detail the card
    NewTicket,       ///< high or urgent; subject its title, who the reporter, detail its number
    Alarm,           ///< of any other rule: title and message
    Notice,          ///< a notification to this person: title and message
    DishReady,       ///< waits for its waiter; subject the dish, detail the table's number or empty
    Latecomers,      ///< a digest: count of people, who the last of them
    Missed,          ///< after an absence: count missed, active still so
    Flood,           ///< too many at once: count held back since the flood began
};

/// Something a person should know or act on. The words are made in ui from kind and the fields.
struct Alert
{
    QString key{}; ///< same key, same matter: the toast is updated and its counter grows
    AlertKind kind = AlertKind::Missed;
    Priority priority = Priority::Medium;
    QString topic{};  ///< where the record is; empty for digests of several
    qint64 rowId = 0; ///< of the record; 0: none
    QString subject{};
    QString who{};
    QString detail{};
    QString title{};   ///< as the server words it, in the plant's language; empty where it has no words
    QString message{}; ///< the same
    QString type{};    ///< the alarm's rule or the notification's type: for an icon
    qint64 alarm = 0;        ///< id of the alarm's row; 0: none
    qint64 notification = 0; ///< id of the notification's row; 0: none
    QDateTime at{};      ///< of the newest occurrence, UTC
    int count = 1;       ///< occurrences merged
    bool counted = false; ///< count is the whole already: a repeat is not added to it
    int active = 0;      ///< Missed only: how many still hold
    bool sticky = false; ///< stays until acknowledged (critical)
    bool acknowledged = false;
    bool over = false; ///< its condition ended: the call was taken, the machine runs, it was read

    friend bool operator==(const Alert&, const Alert&) = default;
};

/// What the interface does with an alert now.
struct Annunciation
{
    Alert alert;
    bool toast = false;  ///< show, or update the one with this key
    bool sound = false;  ///< by priority
    bool repeat = false; ///< the key was on screen already
};

} // namespace client

Q_DECLARE_METATYPE(client::Annunciation)
