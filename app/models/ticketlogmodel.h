// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/ticket.h"
#include "store/topiccodec.h"

#include <QHash>

#include <vector>

namespace client {

extern template class TypedRowsModel<protocol::TicketEventRow>;

/// Topic "ticketlog": what has happened to the tickets, oldest first; what was said is part of it.
class TicketLogModel final : public TypedRowsModel<protocol::TicketEventRow>
{
    Q_OBJECT
public:
    enum Column {
        At,     ///< QDateTime
        Ticket, ///< qint64, id of the ticket's row
        What,   ///< int: protocol::TicketEventRow::What
        By,     ///< QString
        Text,   ///< QString
        ColumnCount
    };
    Q_ENUM(Column)

    explicit TicketLogModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// A ticket's, oldest first.
    std::vector<protocol::TicketEventRow> about(qint64 ticket) const;

private:
    QVariant value(const protocol::TicketEventRow& row, int column) const override;
    QString searchText(const protocol::TicketEventRow& row) const override;

    QHash<qint64, QList<qint64>> m_ofTicket; ///< by ticket: rows, ascending
};

} // namespace client
