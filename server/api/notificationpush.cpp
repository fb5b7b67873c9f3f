// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/notificationpush.h"

#include "base/logging.h"
#include "domain/notifications/service.h"
#include "protocol/rows/notification.h"

#include <QJsonDocument>

#include <vector>

namespace api {

using namespace Qt::StringLiterals;

NotificationPush::NotificationPush(Hub& hub, domain::Executor& executor, const base::Clock& clock)
    : m_hub(hub)
    , m_notifier(hub)
    , m_executor(executor)
    , m_clock(clock)
    , m_topic(protocol::topicIndex(u"notifications").value())
{
}

void NotificationPush::committed(const std::shared_ptr<const domain::CommittedBatch>& batch)
{
    std::vector<qint64> taken;
    for (const domain::StoredEventPtr& event : *batch) {
        // Later events of a notification are patches: it was read, it was sent.
        if (event->topic != m_topic || event->op != protocol::Event::Op::Put || !event->audience.user)
            continue;
        const QJsonObject json = QJsonDocument::fromJson(event->json).object();
        const auto row = protocol::notificationRowFromJson(json[u"row"_s].toObject());
        if (!row) {
            qCWarning(lcApi).noquote() << "A notification cannot be read:" << row.error().text();
            continue;
        }
        if (!row->push)
            continue;
        const protocol::UserId user = *event->audience.user;
        const bool online = m_hub.connections(event->audience.company).contains(user.value());
        if (!online)
            continue;
        m_notifier.toUser(user, {row->type, row->title, row->message, row->data, row->createdAt});
        taken.push_back(row->id);
    }
    if (taken.empty())
        return;
    m_executor.write(
        [ids = std::move(taken), now = m_clock.now()](domain::Workspace& workspace) -> protocol::Result<void> {
            for (const qint64 id : ids)
                workspace.get<domain::NotificationService>().sent(id, u"websocket"_s, now);
            return {};
        },
        [](const protocol::Result<void>& result) {
            if (!result)
                qCWarning(lcApi) << "A ledger could not be kept; the desktop's receipt will say the same.";
        });
}

} // namespace api
