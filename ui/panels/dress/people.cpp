// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "theme/format.h"
#include "theme/ticker.h"

#include "models/models.h"

namespace ui {

namespace {

QString kindText(const QVariant& value)
{
    switch (protocol::AccessKind(value.toInt())) {
    case protocol::AccessKind::Gate:
        return ColumnWords::tr("Gate");
    case protocol::AccessKind::Terminal:
        return ColumnWords::tr("Time clock");
    case protocol::AccessKind::Machine:
        return ColumnWords::tr("Machine");
    }
    return {};
}

void nameWorktime(client::WorktimeModel& model)
{
    using M = client::WorktimeModel;
    QStringList headers(M::ColumnCount);
    headers[M::Date] = ColumnWords::tr("Date");
    headers[M::Employee] = ColumnWords::tr("Employee");
    headers[M::PersonnelNumber] = ColumnWords::tr("Personnel no.");
    headers[M::Department] = ColumnWords::tr("Department");
    headers[M::Position] = ColumnWords::tr("Position");
    headers[M::Entry] = ColumnWords::tr("Arrival");
    headers[M::Exit] = ColumnWords::tr("Departure");
    headers[M::Worked] = ColumnWords::tr("Hours");
    headers[M::Overtime] = ColumnWords::tr("Overtime");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Notes] = ColumnWords::tr("Notes");
    headers[M::Presence] = ColumnWords::tr("Day");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Date:
            return dayText(value);
        case M::Entry:
        case M::Exit:
        case M::Presence:
            return clockText(value);
        case M::Worked:
            return value.isValid() ? format::hours(value.toInt()) : QString();
        case M::Overtime:
            return value.toInt() > 0 ? format::hours(value.toInt()) : QString();
        case M::Status:
            return signText<protocol::WorktimeStatus>(value);
        default:
            return value.toString();
        }
    });
}

void nameAccess(client::AccessModel& model)
{
    using M = client::AccessModel;
    QStringList headers(M::ColumnCount);
    headers[M::At] = ColumnWords::tr("Time");
    headers[M::Employee] = ColumnWords::tr("Employee");
    headers[M::Department] = ColumnWords::tr("Department");
    headers[M::Position] = ColumnWords::tr("Position");
    headers[M::Action] = ColumnWords::tr("Direction");
    headers[M::Granted] = ColumnWords::tr("Event", "of access");
    headers[M::Kind] = ColumnWords::tr("Place");
    headers[M::Device] = ColumnWords::tr("Device");
    headers[M::Card] = ColumnWords::tr("Card");
    headers[M::Notes] = ColumnWords::tr("Notes");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::At: {
            const QDateTime at = value.toDateTime();
            if (!at.isValid())
                return {};
            const QDate day = format::plantDate(at);
            return day == format::plantDate(ticker().now()) ? format::timeWithSeconds(at)
                                                            : format::dateTime(at);
        }
        case M::Action:
            if (!value.isValid())
                return {};
            return protocol::AccessAction(value.toInt()) == protocol::AccessAction::In
                       ? ColumnWords::tr("In")
                       : ColumnWords::tr("Out");
        case M::Granted:
            return value.toBool() ? ColumnWords::tr("Granted") : ColumnWords::tr("Denied");
        case M::Kind:
            return kindText(value);
        case M::Employee:
            return value.toString().isEmpty() ? ColumnWords::tr("Unknown card") : value.toString();
        default:
            return value.toString();
        }
    });
}

void namePeople(client::PeopleModel& model)
{
    using M = client::PeopleModel;
    QStringList headers(M::ColumnCount);
    headers[M::Name] = ColumnWords::tr("Employee");
    headers[M::PersonnelNumber] = ColumnWords::tr("Personnel no.");
    headers[M::Department] = ColumnWords::tr("Department");
    headers[M::Position] = ColumnWords::tr("Position");
    headers[M::Inside] = ColumnWords::tr("Inside");
    headers[M::LastSeen] = ColumnWords::tr("Since");
    headers[M::Active] = ColumnWords::tr("Employed");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::LastSeen:
            return clockText(value);
        case M::Inside:
        case M::Active:
            return value.toBool() ? ColumnWords::tr("Yes") : ColumnWords::tr("No");
        default:
            return value.toString();
        }
    });
}

} // namespace

void dressPeople(client::Models& models)
{
    namePeople(models.people);
    nameWorktime(models.worktime);
    nameAccess(models.access);
}

} // namespace ui
