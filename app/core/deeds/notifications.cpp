// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/notifications.h"


namespace client {

using namespace Qt::StringLiterals;

const DeedReader NotificationDeeds::reader{
    "notifications"_L1,
    [](const OutboxRequest& request, const QStringList& parts) {
        return request.method == "DELETE" ? u"remove"_s : parts.last();
    },
    [](const OutboxRequest& request, const QStringList& parts) {
        const DeedSubjects one = subjectOfPath("notifications"_L1, parts);
        return one.empty() ? subjectsOfList("notifications"_L1, request, "notification_ids"_L1) : one;
    }};

QString NotificationDeeds::markRead(const QList<qint64>& notifications) const
{
    // Not /{id}/read, which refuses what another desktop has read already.
    if (notifications.isEmpty())
        return {};
    return post(u"notifications/mark-read"_s, {{u"notification_ids"_s, idsToJson(notifications)}});
}

QString NotificationDeeds::markAllRead() const
{
    return post(u"notifications/read-all"_s);
}

QString NotificationDeeds::remove(qint64 notification) const
{
    return send({.method = "DELETE",
                 .path = u"/api/v1/notifications/%1"_s.arg(notification),
                 .body = {},
                 .ifMatch = {}});
}

} // namespace client
