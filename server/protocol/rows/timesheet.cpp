// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/timesheet.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <array>
#include <utility>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<TimesheetStatus, QLatin1StringView>, 6> timesheetStatuses{{
    {TimesheetStatus::Draft, "DRAFT"_L1},
    {TimesheetStatus::UnderReview, "UNDER_REVIEW"_L1},
    {TimesheetStatus::UnderReview, "SUBMITTED"_L1},
    {TimesheetStatus::Corrected, "CORRECTED"_L1},
    {TimesheetStatus::Approved, "APPROVED"_L1},
    {TimesheetStatus::Cancelled, "CANCELLED"_L1},
}};

constexpr std::array<std::pair<CommentType, QLatin1StringView>, 3> commentTypes{{
    {CommentType::General, "GENERAL"_L1},
    {CommentType::HrCorrection, "HR_CORRECTION"_L1},
    {CommentType::Cancellation, "CANCELLATION"_L1},
}};

QJsonObject personJson(const TimesheetRow::Person& person)
{
    return {{u"id"_s, person.id}, {u"name"_s, person.name}};
}

TimesheetRow::Person readPerson(Fields& in, QLatin1StringView key)
{
    Fields person(in.object(key));
    TimesheetRow::Person read{person.integer("id"_L1), person.string("name"_L1)};
    if (!person.ok())
        in.complain(key, u"is incomplete"_s);
    return read;
}

} // namespace

QLatin1StringView toWire(TimesheetStatus status)
{
    for (const auto& [value, name] : timesheetStatuses) {
        if (value == status)
            return name;
    }
    return {};
}

std::optional<TimesheetStatus> timesheetStatusFromWire(QStringView text)
{
    for (const auto& [value, name] : timesheetStatuses) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

QLatin1StringView toWire(CommentType type)
{
    for (const auto& [value, name] : commentTypes) {
        if (value == type)
            return name;
    }
    return {};
}

std::optional<CommentType> commentTypeFromWire(QStringView text)
{
    for (const auto& [value, name] : commentTypes) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

QJsonObject toJson(const TimesheetRow& row)
{
    // {"id":42,"foreman":{"id":5,"name":"Петров П. П."},"status":"UNDER_REVIEW","from":"2026-01-12",
    //  "to":"2026-01-18","objects":"Дом №5, Склад","workers":4,"hours":"164.50","overtime":1,"comments":2,
    //  "created_at":"…Z","submitted_at":"…Z","decided_at":"…Z","decided_by":"Кадрова К. К."}
    QJsonObject object{{u"id"_s, row.id},
                       {u"foreman"_s, personJson(row.foreman)},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"from"_s, row.from.toString(Qt::ISODate)},
                       {u"to"_s, row.to.toString(Qt::ISODate)},
                       {u"objects"_s, row.objects},
                       {u"workers"_s, row.workers},
                       {u"hours"_s, row.hours.toText()},
                       {u"overtime"_s, row.overtime},
                       {u"comments"_s, row.comments},
                       {u"created_at"_s, toWire(row.createdAt)}};
    if (row.submittedAt)
        object.insert(u"submitted_at"_s, toWire(*row.submittedAt));
    if (row.decidedAt)
        object.insert(u"decided_at"_s, toWire(*row.decidedAt));
    if (!row.decidedBy.isEmpty())
        object.insert(u"decided_by"_s, row.decidedBy);
    return object;
}

Result<TimesheetRow> timesheetRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    TimesheetRow row;
    row.id = in.integer("id"_L1);
    row.foreman = readPerson(in, "foreman"_L1);
    const auto status = timesheetStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"is not a timesheet's status"_s);
    row.status = status.value_or(TimesheetStatus::Draft);
    row.from = in.date("from"_L1);
    row.to = in.date("to"_L1);
    row.objects = in.optionalString("objects"_L1).value_or(QString());
    row.workers = static_cast<int>(in.integer("workers"_L1));
    row.hours = in.decimal<Hours>("hours"_L1);
    row.overtime = static_cast<int>(in.integer("overtime"_L1));
    row.comments = static_cast<int>(in.integer("comments"_L1));
    row.createdAt = in.time("created_at"_L1);
    row.submittedAt = in.optionalTime("submitted_at"_L1);
    row.decidedAt = in.optionalTime("decided_at"_L1);
    row.decidedBy = in.optionalString("decided_by"_L1).value_or(QString());
    return in.finish(std::move(row));
}

QJsonObject toJson(const CommentRow& row)
{
    // {"id":15,"timesheet_id":42,"author":{"id":3,"name":"Кадрова К. К."},"type":"HR_CORRECTION",
    //  "text":"Исправьте часы за 15 января","at":"…Z"}
    return {{u"id"_s, row.id},
            {u"timesheet_id"_s, row.timesheetId},
            {u"author"_s, personJson(row.author)},
            {u"type"_s, QString(toWire(row.type))},
            {u"text"_s, row.text},
            {u"at"_s, toWire(row.at)}};
}

Result<CommentRow> commentRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    CommentRow row;
    row.id = in.integer("id"_L1);
    row.timesheetId = in.integer("timesheet_id"_L1);
    row.author = readPerson(in, "author"_L1);
    const auto type = commentTypeFromWire(in.string("type"_L1));
    if (!type)
        in.complain("type"_L1, u"must be GENERAL, HR_CORRECTION or CANCELLATION"_s);
    row.type = type.value_or(CommentType::General);
    row.text = in.string("text"_L1);
    row.at = in.time("at"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
