// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/notification.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::NotificationRow>;

/// Topic "notifications": what this person was told, newest first.
class NotificationsModel final : public TypedRowsModel<protocol::NotificationRow>
{
    Q_OBJECT
public:
    enum Column {
        CreatedAt, ///< QDateTime
        Title,     ///< QString
        Message,   ///< QString
        Type,      ///< QString: "budget_alert_80"
        Read,      ///< bool
        ReadAt,    ///< QDateTime; invalid: unread
        Status,    ///< int: protocol::NotificationStatus
        ColumnCount
    };
    Q_ENUM(Column)

    /// Where the record is that a notification is about.
    struct Target
    {
        QString topic; ///< empty: nowhere
        qint64 id = 0;
        friend bool operator==(const Target&, const Target&) = default;
    };

    explicit NotificationsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    int unread() const { return m_unread; }
    /// Ids of the unread ones, newest first.
    QList<qint64> unreadIds() const;
    static Target targetOf(const protocol::NotificationRow& row);

private:
    QVariant value(const protocol::NotificationRow& row, int column) const override;
    QString searchText(const protocol::NotificationRow& row) const override;

    int m_unread = 0;
};

} // namespace client
