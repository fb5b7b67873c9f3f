// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/machine.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::ShiftRow>;

/// Topic "shifts", newest first. An active shift's running numbers are in the machine's row.
class ShiftsModel final : public TypedRowsModel<protocol::ShiftRow>
{
    Q_OBJECT
public:
    enum Column {
        Started,  ///< QDateTime
        Ended,    ///< QDateTime; invalid: active
        Operator, ///< QString
        Machine,  ///< QString
        Duration, ///< qint64, seconds; invalid while active
        Pulses,   ///< qint64; final
        Meters,   ///< double, metres; final
        Active,   ///< bool
        ColumnCount
    };
    Q_ENUM(Column)

    explicit ShiftsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::ShiftRow& row, int column) const override;
    QString searchText(const protocol::ShiftRow& row) const override;
};

} // namespace client
