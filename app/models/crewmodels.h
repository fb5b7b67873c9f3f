// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/crew.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::BrigadeRow>;
extern template class TypedRowsModel<protocol::ExecutorRow>;
extern template class TypedRowsModel<protocol::EquipmentUseRow>;

/// Topic "brigades", by id.
class BrigadesModel final : public TypedRowsModel<protocol::BrigadeRow>
{
    Q_OBJECT
public:
    enum Column {
        Name, ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit BrigadesModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::BrigadeRow& row, int column) const override;
    QString searchText(const protocol::BrigadeRow& row) const override;
};

/// Topic "executors": people's days in brigades, newest first. Hours are in hundredths.
class ExecutorsModel final : public TypedRowsModel<protocol::ExecutorRow>
{
    Q_OBJECT
public:
    enum Column {
        Date,        ///< QDate
        Employee,    ///< QString
        Brigade,     ///< QString
        Hours,       ///< qint64
        Responsible, ///< bool
        ColumnCount
    };
    Q_ENUM(Column)

    /// brigades must outlive the model.
    ExecutorsModel(const BrigadesModel& brigades, const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::ExecutorRow& row, int column) const override;
    QString searchText(const protocol::ExecutorRow& row) const override;

    const BrigadesModel& m_brigades;
};

/// Topic "equipment": machines' days on sites, newest first. Hours are in hundredths.
class EquipmentUseModel final : public TypedRowsModel<protocol::EquipmentUseRow>
{
    Q_OBJECT
public:
    enum Column {
        Date,      ///< QDate
        Equipment, ///< QString
        Brigade,   ///< QString; empty: none
        Hours,     ///< qint64
        ColumnCount
    };
    Q_ENUM(Column)

    /// brigades must outlive the model.
    EquipmentUseModel(const BrigadesModel& brigades, const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

private:
    QVariant value(const protocol::EquipmentUseRow& row, int column) const override;
    QString searchText(const protocol::EquipmentUseRow& row) const override;

    const BrigadesModel& m_brigades;
};

} // namespace client
