// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticketlogmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::TicketEventRow>;

using namespace Qt::StringLiterals;
using protocol::TicketEventRow;

TicketLogModel::TicketLogModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("ticketlog"_L1, Order::OldestFirst, ColumnCount, clock, parent)
{
    observe([this](const TicketEventRow* before, const TicketEventRow* after) {
        if (before && (!after || after->ticket != before->ticket)) {
            const auto known = m_ofTicket.find(before->ticket);
            known->removeOne(before->id);
            if (known->isEmpty())
                m_ofTicket.erase(known);
        }
        if (after && (!before || after->ticket != before->ticket)) {
            QList<qint64>& ids = m_ofTicket[after->ticket];
            ids.insert(std::lower_bound(ids.begin(), ids.end(), after->id), after->id);
        }
    });
}

TopicCodec TicketLogModel::codec()
{
    return topicCodec<TicketEventRow>("ticketlog"_L1, &protocol::ticketEventRowFromJson);
}

QString TicketLogModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

std::vector<TicketEventRow> TicketLogModel::about(qint64 ticket) const
{
    std::vector<TicketEventRow> found;
    for (const qint64 id : m_ofTicket.value(ticket)) {
        if (const TicketEventRow* row = find(id))
            found.push_back(*row);
    }
    return found;
}

QVariant TicketLogModel::value(const TicketEventRow& row, int column) const
{
    switch (column) {
    case At:
        return row.at;
    case Ticket:
        return row.ticket;
    case What:
        return static_cast<int>(row.what);
    case By:
        return row.by;
    case Text:
        return row.text;
    default:
        return {};
    }
}

QString TicketLogModel::searchText(const TicketEventRow& row) const
{
    return row.by + u' ' + row.text;
}

} // namespace client
