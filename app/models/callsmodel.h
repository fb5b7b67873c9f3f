// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/machine.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::CallRow>;

/// Topic "calls": maintenance calls, newest first.
class CallsModel final : public TypedRowsModel<protocol::CallRow>
{
    Q_OBJECT
public:
    enum Column {
        CalledAt,    ///< QDateTime
        Machine,     ///< QString
        Operator,    ///< QString
        Master,      ///< QString; empty while pending
        Response,    ///< qint64, seconds from call to start; invalid while pending
        Repair,      ///< qint64, seconds from start to end; invalid until then
        Status,      ///< int: protocol::CallStatus
        Description, ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit CallsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::CallRow& row, int column) const override;
    QString searchText(const protocol::CallRow& row) const override;
};

} // namespace client
