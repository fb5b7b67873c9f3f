// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/budget.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::CostRow>;

/// Topic "costs": what objects have cost, newest first.
class CostsModel final : public TypedRowsModel<protocol::CostRow>
{
    Q_OBJECT
public:
    enum Column {
        At,          ///< QDateTime
        Object,      ///< QString, its name
        Kind,        ///< int: protocol::CostKind
        Amount,      ///< qint64, minor units of the plant's currency
        Description, ///< QString
        By,          ///< QString, who posted it
        Document,    ///< qint64, id of the delivery document; invalid: none
        ColumnCount
    };
    Q_ENUM(Column)

    explicit CostsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::CostRow& row, int column) const override;
    QString searchText(const protocol::CostRow& row) const override;
};

} // namespace client
