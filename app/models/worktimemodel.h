// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/attendance.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::WorktimeRow>;

/// Topic "worktime": people's days, newest first.
class WorktimeModel final : public TypedRowsModel<protocol::WorktimeRow>
{
    Q_OBJECT
public:
    enum Column {
        Date,            ///< QDate, the plant's local day
        Employee,        ///< QString
        PersonnelNumber, ///< QString
        Department,      ///< QString
        Position,        ///< QString
        Entry,           ///< QDateTime; invalid: none
        Exit,            ///< QDateTime; invalid: none
        Worked,          ///< int, minutes; invalid while either time is missing
        Overtime,        ///< int, minutes
        Status,          ///< int: protocol::WorktimeStatus
        Notes,           ///< QString
        Presence,        ///< QDateTime as Entry: where views draw the day from entry to exit
        ColumnCount
    };
    Q_ENUM(Column)

    explicit WorktimeModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::WorktimeRow& row, int column) const override;
    QString searchText(const protocol::WorktimeRow& row) const override;
};

} // namespace client
