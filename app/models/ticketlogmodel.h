// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/ticket.h"
#include "store/topiccodec.h"

#include <QHash>
#include <QList>

#include <vector>

namespace client {

/// Topic "ticketlog": what has happened to tickets, their comments among it, oldest first.
class TicketLogModel final : public TypedRowsModel<protocol::TicketEventRow>
{
    Q_OBJECT
public:
    enum Column {
        At,     ///< QDateTime
        Ticket, ///< qint64, the ticket's id
        What,   ///< int: protocol::TicketEventRow::What
        By,     ///< QString
        Text,   ///< QString, what was said; may be empty
        Before, ///< QString, the old status as on the wire
        After,  ///< QString, the new status, or the assignee's name
        ColumnCount
    };
    Q_ENUM(Column)

    explicit TicketLogModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    /// A ticket's history, oldest first.
    std::vector<protocol::TicketEventRow> about(qint64 ticket) const;

private:
    QVariant value(const protocol::TicketEventRow& row, int column) const override;
    QString searchText(const protocol::TicketEventRow& row) const override;

    QHash<qint64, QList<qint64>> m_ofTicket; ///< ids in order
};

} // namespace client
