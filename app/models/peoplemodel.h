// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/access.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::PersonRow>;

/// Topic "people": who is known, and who is inside; by id.
class PeopleModel final : public TypedRowsModel<protocol::PersonRow>
{
    Q_OBJECT
public:
    enum Column {
        Name,            ///< QString, last first middle
        PersonnelNumber, ///< QString
        Department,      ///< QString
        Position,        ///< QString
        Inside,          ///< bool
        LastSeen,        ///< QDateTime; invalid: never
        Active,          ///< bool
        ColumnCount
    };
    Q_ENUM(Column)

    explicit PeopleModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::PersonRow& row, int column) const override;
    QString searchText(const protocol::PersonRow& row) const override;
};

} // namespace client
