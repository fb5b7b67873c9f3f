// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/machine.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::StateRow>;

/// Topic "states": stretches of one status, newest first; what a shift strip is drawn from.
class StatesModel final : public TypedRowsModel<protocol::StateRow>
{
    Q_OBJECT
public:
    enum Column {
        Machine,  ///< qint64, machine id
        Status,   ///< int: protocol::MachineStatus
        From,     ///< QDateTime
        To,       ///< QDateTime; invalid: still so
        Duration, ///< qint64, seconds; invalid while it lasts
        ColumnCount
    };
    Q_ENUM(Column)

    explicit StatesModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// The stretches of one machine that touch [from, to), oldest first.
    std::vector<protocol::StateRow> stretches(qint64 machine, const QDateTime& from,
                                              const QDateTime& to) const;

private:
    QVariant value(const protocol::StateRow& row, int column) const override;
    QString searchText(const protocol::StateRow& row) const override;

    QHash<qint64, QList<qint64>> m_ofMachine; ///< ids, ascending
};

} // namespace client
