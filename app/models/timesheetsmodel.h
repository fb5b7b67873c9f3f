// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/timesheet.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::TimesheetRow>;

/// Topic "timesheets": brigades' hours, newest first.
class TimesheetsModel final : public TypedRowsModel<protocol::TimesheetRow>
{
    Q_OBJECT
public:
    enum Column {
        Number,      ///< qint64, the row's id
        From,        ///< QDate
        To,          ///< QDate, the last day
        Foreman,     ///< QString
        Objects,     ///< QString
        Status,      ///< int: protocol::TimesheetStatus
        Workers,     ///< int
        Hours,       ///< double
        Overtime,    ///< int, worker-days over 12 hours
        Comments,    ///< int
        SubmittedAt, ///< QDateTime; invalid: not yet
        DecidedAt,   ///< QDateTime; invalid: not yet
        DecidedBy,   ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit TimesheetsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// How many wait for HR.
    int underReview() const { return m_underReview; }

private:
    QVariant value(const protocol::TimesheetRow& row, int column) const override;
    QString searchText(const protocol::TimesheetRow& row) const override;

    int m_underReview = 0;
};

} // namespace client
