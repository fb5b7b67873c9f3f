// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timesheetsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::TimesheetRow>;

using namespace Qt::StringLiterals;
using protocol::TimesheetRow;
using protocol::TimesheetStatus;

TimesheetsModel::TimesheetsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("timesheets"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const TimesheetRow* before, const TimesheetRow* after) {
        m_underReview -= before && before->status == TimesheetStatus::UnderReview ? 1 : 0;
        m_underReview += after && after->status == TimesheetStatus::UnderReview ? 1 : 0;
    });
}

TopicCodec TimesheetsModel::codec()
{
    return topicCodec<TimesheetRow>("timesheets"_L1, &protocol::timesheetRowFromJson);
}

QString TimesheetsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QVariant TimesheetsModel::value(const TimesheetRow& row, int column) const
{
    switch (column) {
    case Number:
        return row.id;
    case From:
        return row.from;
    case To:
        return row.to;
    case Foreman:
        return row.foreman.name;
    case Objects:
        return row.objects;
    case Status:
        return static_cast<int>(row.status);
    case Workers:
        return row.workers;
    case Hours:
        return row.hours.toNumber();
    case Overtime:
        return row.overtime;
    case Comments:
        return row.comments;
    case SubmittedAt:
        return orNone(row.submittedAt);
    case DecidedAt:
        return orNone(row.decidedAt);
    case DecidedBy:
        return row.decidedBy;
    default:
        return {};
    }
}

QString TimesheetsModel::searchText(const TimesheetRow& row) const
{
    return QString::number(row.id) + u' ' + row.foreman.name + u' ' + row.objects;
}

} // namespace client
