// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress.h"

#include "panels/alarmwords.h"
#include "theme/format.h"
#include "theme/signs.h"
#include "theme/ticker.h"

#include "models/models.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(Columns)
};

QString momentText(const QVariant& value)
{
    return value.isValid() ? format::shortDateTime(value.toDateTime(), ticker().now()) : QString();
}

QString clockText(const QVariant& value)
{
    return value.isValid() ? format::time(value.toDateTime()) : QString();
}

QString spanText(const QVariant& value)
{
    return value.isValid() ? format::age(value.toLongLong()) : QString();
}

template <class Enum> QString signText(const QVariant& value)
{
    return value.isValid() ? signOf(Enum(value.toInt())).text : QString();
}

QString callText(const QVariant& value)
{
    return value.isValid() ? signOf(std::optional(protocol::CallStatus(value.toInt()))).text : QString();
}

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

void dressMachines(client::MachinesModel& model)
{
    using M = client::MachinesModel;
    QStringList headers(M::ColumnCount);
    headers[M::Number] = ColumnWords::tr("No.", "number of a machine");
    headers[M::Name] = ColumnWords::tr("Machine name");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::StatusSince] = ColumnWords::tr("Since");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Meters] = ColumnWords::tr("Metres (m)");
    headers[M::Pulses] = ColumnWords::tr("Pulses");
    headers[M::Call] = ColumnWords::tr("Call of the master");
    headers[M::CalledAt] = ColumnWords::tr("Called at");
    headers[M::Master] = ColumnWords::tr("Master");
    headers[M::LastPulse] = ColumnWords::tr("Last pulse");
    headers[M::Device] = ColumnWords::tr("Device");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Status:
            return signText<protocol::MachineStatus>(value);
        case M::Call:
            return value.isValid() ? callText(value) : signOf(std::optional<protocol::CallStatus>()).text;
        case M::Meters:
            return format::metres(value.toDouble());
        case M::Pulses:
            return format::number(value.toLongLong());
        case M::StatusSince:
        case M::CalledAt:
        case M::LastPulse:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

void dressShifts(client::ShiftsModel& model)
{
    using M = client::ShiftsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Started] = ColumnWords::tr("Beginning");
    headers[M::Ended] = ColumnWords::tr("End");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Machine] = ColumnWords::tr("Machine");
    headers[M::Duration] = ColumnWords::tr("Duration");
    headers[M::Pulses] = ColumnWords::tr("Pulses");
    headers[M::Meters] = ColumnWords::tr("Metres (m)");
    headers[M::Active] = ColumnWords::tr("Status");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Started:
        case M::Ended:
            return momentText(value);
        case M::Duration:
            return value.isValid() ? format::hours(int(value.toLongLong() / 60)) : QString();
        case M::Pulses:
            return format::number(value.toLongLong());
        case M::Meters:
            return format::metres(value.toDouble());
        case M::Active:
            return value.toBool() ? ColumnWords::tr("Active", "shift")
                                  : ColumnWords::tr("Completed", "shift");
        default:
            return value.toString();
        }
    });
}

void dressCalls(client::CallsModel& model)
{
    using M = client::CallsModel;
    QStringList headers(M::ColumnCount);
    headers[M::CalledAt] = ColumnWords::tr("Called at");
    headers[M::Machine] = ColumnWords::tr("Machine");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Master] = ColumnWords::tr("Master");
    headers[M::Response] = ColumnWords::tr("Response");
    headers[M::Repair] = ColumnWords::tr("Repair");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Description] = ColumnWords::tr("Description");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::CalledAt:
            return momentText(value);
        case M::Response:
        case M::Repair:
            return spanText(value);
        case M::Status:
            return callText(value);
        default:
            return value.toString();
        }
    });
}

void dressWorktime(client::WorktimeModel& model)
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
            return value.toDate().year() == format::plantDate(ticker().now()).year()
                       ? format::dayAndMonth(value.toDate())
                       : format::date(value.toDate());
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

void dressAccess(client::AccessModel& model)
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

void dressPeople(client::PeopleModel& model)
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

void dressAlarms(client::AlarmsModel& model, const client::Models& models)
{
    using M = client::AlarmsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Priority] = ColumnWords::tr("Priority");
    headers[M::State] = ColumnWords::tr("Status");
    headers[M::Title] = ColumnWords::tr("Alarm");
    headers[M::Message] = ColumnWords::tr("Message");
    headers[M::Source] = ColumnWords::tr("Source");
    headers[M::Since] = ColumnWords::tr("Age");
    headers[M::LastAt] = ColumnWords::tr("Last time");
    headers[M::Count] = ColumnWords::tr("Times");
    headers[M::Who] = ColumnWords::tr("Who");
    headers[M::Until] = ColumnWords::tr("Shelved until");
    headers[M::Level] = ColumnWords::tr("Escalation");
    headers[M::Rule] = ColumnWords::tr("Rule");
    model.setHeaders(headers);
    model.setFormatter([&models](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Source:
            return sourceText(value.toString(), models);
        case M::Rule:
            return ruleText(value.toString());
        case M::Priority:
            return signText<protocol::AlarmPriority>(value);
        case M::State:
            return signText<protocol::AlarmState>(value);
        case M::Since:
            return value.isValid() ? format::age(value.toDateTime().secsTo(ticker().now())) : QString();
        case M::LastAt:
        case M::Until:
            return momentText(value);
        case M::Count:
            return format::number(value.toLongLong());
        default:
            return value.toString();
        }
    });
}

QString moneyText(const QVariant& value)
{
    return value.isValid() ? format::money(value.toLongLong()) : QString();
}

QString objectStatusText(const QVariant& value)
{
    switch (protocol::ObjectStatus(value.toInt())) {
    case protocol::ObjectStatus::Active:
        return ColumnWords::tr("Active", "object");
    case protocol::ObjectStatus::Closing:
        return ColumnWords::tr("Closing", "object");
    case protocol::ObjectStatus::Closed:
        return ColumnWords::tr("Closed", "object");
    case protocol::ObjectStatus::Archived:
        return ColumnWords::tr("Archived", "object");
    }
    return {};
}

QString costKindText(const QVariant& value)
{
    switch (protocol::CostKind(value.toInt())) {
    case protocol::CostKind::Material:
        return ColumnWords::tr("Materials");
    case protocol::CostKind::Equipment:
        return ColumnWords::tr("Equipment");
    case protocol::CostKind::Labor:
        return ColumnWords::tr("Labour");
    }
    return {};
}

void dressBudgets(client::BudgetsModel& model)
{
    using M = client::BudgetsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Code] = ColumnWords::tr("Code", "of an object");
    headers[M::Name] = ColumnWords::tr("Object");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Budget] = ColumnWords::tr("Budget");
    headers[M::Spent] = ColumnWords::tr("Spent");
    headers[M::Left] = ColumnWords::tr("Left", "of a budget");
    headers[M::Percentage] = ColumnWords::tr("Used");
    headers[M::PerDay] = ColumnWords::tr("A day");
    headers[M::Reaches80] = ColumnWords::tr("80 % on");
    headers[M::Reaches100] = ColumnWords::tr("100 % on");
    headers[M::Materials] = ColumnWords::tr("Materials");
    headers[M::Equipment] = ColumnWords::tr("Equipment");
    headers[M::Labor] = ColumnWords::tr("Labour");
    headers[M::Customer] = ColumnWords::tr("Customer");
    headers[M::Foreman] = ColumnWords::tr("Foreman");
    headers[M::LastCost] = ColumnWords::tr("Last cost");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Status:
            return objectStatusText(value);
        case M::Budget:
        case M::Spent:
        case M::Left:
        case M::PerDay:
        case M::Materials:
        case M::Equipment:
        case M::Labor:
            return moneyText(value);
        case M::Percentage:
            return value.isValid() ? format::percent(value.toDouble() / 100) : QString();
        case M::Reaches80:
        case M::Reaches100:
            return value.toDate().isValid() ? format::date(value.toDate()) : QString();
        case M::LastCost:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

void dressCosts(client::CostsModel& model)
{
    using M = client::CostsModel;
    QStringList headers(M::ColumnCount);
    headers[M::At] = ColumnWords::tr("Time");
    headers[M::Object] = ColumnWords::tr("Object");
    headers[M::Kind] = ColumnWords::tr("Kind", "of a cost");
    headers[M::Amount] = ColumnWords::tr("Amount");
    headers[M::Description] = ColumnWords::tr("Description");
    headers[M::By] = ColumnWords::tr("Posted by");
    headers[M::Document] = ColumnWords::tr("Document");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::At:
            return momentText(value);
        case M::Kind:
            return costKindText(value);
        case M::Amount:
            return moneyText(value);
        default:
            return value.toString();
        }
    });
}

QString shortDate(const QVariant& value)
{
    const QDate day = value.toDate();
    if (!day.isValid())
        return {};
    return day.year() == format::plantDate(ticker().now()).year() ? format::dayAndMonth(day)
                                                                  : format::date(day);
}

void dressTimesheets(client::TimesheetsModel& model)
{
    using M = client::TimesheetsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Number] = ColumnWords::tr("No.", "number of a machine");
    headers[M::From] = ColumnWords::tr("From", "day");
    headers[M::To] = ColumnWords::tr("To", "day");
    headers[M::Foreman] = ColumnWords::tr("Foreman");
    headers[M::Objects] = ColumnWords::tr("Objects");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Workers] = ColumnWords::tr("Workers");
    headers[M::Hours] = ColumnWords::tr("Hours");
    headers[M::Overtime] = ColumnWords::tr("Over 12 h");
    headers[M::Comments] = ColumnWords::tr("Comments");
    headers[M::SubmittedAt] = ColumnWords::tr("Handed in");
    headers[M::DecidedAt] = ColumnWords::tr("Decided");
    headers[M::DecidedBy] = ColumnWords::tr("Decided by");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::From:
        case M::To:
            return shortDate(value);
        case M::Status:
            return signText<protocol::TimesheetStatus>(value);
        case M::Hours:
            return format::metres(value.toDouble(), 1);
        case M::Overtime:
        case M::Comments:
            return value.toInt() > 0 ? format::number(value.toInt()) : QString();
        case M::SubmittedAt:
        case M::DecidedAt:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

QString commentTypeText(const QVariant& value)
{
    switch (protocol::CommentType(value.toInt())) {
    case protocol::CommentType::General:
        return ColumnWords::tr("Comment");
    case protocol::CommentType::HrCorrection:
        return ColumnWords::tr("Correction");
    case protocol::CommentType::Cancellation:
        return ColumnWords::tr("Cancellation");
    }
    return {};
}

void dressComments(client::CommentsModel& model)
{
    using M = client::CommentsModel;
    QStringList headers(M::ColumnCount);
    headers[M::At] = ColumnWords::tr("Time");
    headers[M::Timesheet] = ColumnWords::tr("Timesheet");
    headers[M::Author] = ColumnWords::tr("Author");
    headers[M::Type] = ColumnWords::tr("Kind", "of a comment");
    headers[M::Text] = ColumnWords::tr("Comment");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::At:
            return momentText(value);
        case M::Type:
            return commentTypeText(value);
        default:
            return value.toString();
        }
    });
}

} // namespace

void dress(client::Models& models)
{
    dressMachines(models.machines);
    dressShifts(models.shifts);
    dressCalls(models.calls);
    dressWorktime(models.worktime);
    dressAccess(models.access);
    dressPeople(models.people);
    dressAlarms(models.alarms, models);
    dressBudgets(models.budgets);
    dressCosts(models.costs);
    dressTimesheets(models.timesheets);
    dressComments(models.comments);
}

} // namespace ui
