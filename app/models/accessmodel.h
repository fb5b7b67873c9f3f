// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/access.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::AccessRow>;

/// Topic "access": card reads, newest first.
class AccessModel final : public TypedRowsModel<protocol::AccessRow>
{
    Q_OBJECT
public:
    enum Column {
        At,         ///< QDateTime
        Employee,   ///< QString; empty: the card is nobody's
        Department, ///< QString
        Position,   ///< QString
        Action,     ///< int: protocol::AccessAction; invalid when denied
        Granted,    ///< bool
        Kind,       ///< int: protocol::AccessKind
        Device,     ///< QString
        Card,       ///< QString; of a denied card only
        Notes,      ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit AccessModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::AccessRow& row, int column) const override;
    QString searchText(const protocol::AccessRow& row) const override;
};

} // namespace client
