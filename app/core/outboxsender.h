// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "link/session.h"
#include "store/outbox.h"

#include <QObject>
#include <QTimer>

namespace client {

/// Sends what waits in the outbox, one at a time, in its order, while there is a link. Every attempt
/// carries the entry's Idempotency-Key.
class OutboxSender final : public QObject
{
    Q_OBJECT
public:
    OutboxSender(Outbox& outbox, Session& session, QObject* parent = nullptr);

    /// Whether the server can be reached just now.
    void setLinked(bool linked);
    /// Something was added.
    void look();

signals:
    void changed();

private:
    void read(const QString& key, const HttpAnswer& answer);

    Outbox& m_outbox;
    Session& m_session;
    base::Backoff m_backoff;
    QTimer m_retry;
    bool m_linked = false;
    bool m_sending = false;
};

} // namespace client
