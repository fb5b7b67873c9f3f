// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notificationsmodel.h"

#include "models/cells.h"

#include <QJsonArray>

namespace client {

template class TypedRowsModel<protocol::NotificationRow>;

using namespace Qt::StringLiterals;
using protocol::NotificationRow;

NotificationsModel::NotificationsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("notifications"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const NotificationRow* before, const NotificationRow* after) {
        m_unread -= before && !before->readAt ? 1 : 0;
        m_unread += after && !after->readAt ? 1 : 0;
    });
}

TopicCodec NotificationsModel::codec()
{
    return topicCodec<NotificationRow>("notifications"_L1, &protocol::notificationRowFromJson);
}

QString NotificationsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

QList<qint64> NotificationsModel::unreadIds() const
{
    QList<qint64> ids;
    for (int row = 0; row < rowCount() && ids.size() < m_unread; ++row) {
        if (!at(row).readAt)
            ids.append(at(row).id);
    }
    return ids;
}

NotificationsModel::Target NotificationsModel::targetOf(const NotificationRow& row)
{
    const auto number = [&](QLatin1StringView key) { return row.data.value(key).toInteger(); };
    // An alarm's own record is one step further: its row says where.
    if (const qint64 alarm = number("alarm_id"_L1))
        return {u"alarms"_s, alarm};
    if (row.data.contains("alarm_ids"_L1))
        return {u"alarms"_s, row.data.value("alarm_ids"_L1).toArray().first().toInteger()};
    if (const qint64 sheet = number("timesheet_id"_L1))
        return {u"timesheets"_s, sheet};
    if (const qint64 object = number("object_id"_L1))
        return {u"budgets"_s, object};
    if (const qint64 ticket = number("ticket_id"_L1))
        return {u"tickets"_s, ticket};
    if (const qint64 task = number("kitchen_task"_L1))
        return {u"kitchen"_s, task};
    return {};
}

QVariant NotificationsModel::value(const NotificationRow& row, int column) const
{
    switch (column) {
    case CreatedAt:
        return row.createdAt;
    case Title:
        return row.title;
    case Message:
        return row.message;
    case Type:
        return row.type;
    case Read:
        return row.readAt.has_value();
    case ReadAt:
        return orNone(row.readAt);
    case Status:
        return static_cast<int>(row.status);
    default:
        return {};
    }
}

QString NotificationsModel::searchText(const NotificationRow& row) const
{
    return row.title + u' ' + row.message;
}

} // namespace client
