// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/machine.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::MachineRow>;

/// Topic "machines", by id.
class MachinesModel final : public TypedRowsModel<protocol::MachineRow>
{
    Q_OBJECT
public:
    enum Column {
        Name,        ///< QString
        Status,      ///< int: protocol::MachineStatus
        StatusSince, ///< QDateTime
        Operator,    ///< QString; empty: nobody
        Meters,      ///< double, metres of the current shift
        Pulses,      ///< qint64, of the current shift
        Call,        ///< int: protocol::CallStatus; invalid: no open call
        CalledAt,    ///< QDateTime; invalid: no open call
        Master,      ///< QString; empty while pending
        LastPulse,   ///< QDateTime; invalid: none yet
        Device,      ///< QString, esp32_id
        Number,      ///< qint64, the row's id: the plant's "№"
        ColumnCount
    };
    Q_ENUM(Column)

    explicit MachinesModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::MachineRow& row, int column) const override;
    QString searchText(const protocol::MachineRow& row) const override;
};

} // namespace client
