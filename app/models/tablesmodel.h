// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/hall.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::TableRow>;

/// Topic "tables": a café's hall, in the order in which the tables were put up.
class TablesModel final : public TypedRowsModel<protocol::TableRow>
{
    Q_OBJECT
public:
    enum Column {
        Number, ///< qint64, as it stands on the table
        Zone,   ///< QString
        Places, ///< qint64
        Status, ///< int: protocol::TableStatus
        Since,  ///< QDateTime, of the status
        ColumnCount
    };
    Q_ENUM(Column)

    explicit TablesModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    int busy() const { return m_busy; }

private:
    QVariant value(const protocol::TableRow& row, int column) const override;
    QString searchText(const protocol::TableRow& row) const override;

    int m_busy = 0;
};

} // namespace client
