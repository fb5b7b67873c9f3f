// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "link/session.h"
#include "protocol/rows/notification.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace client {

/// Tells the server what this desktop has received and displayed, a moment's worth at a time, while
/// there is a link. The server takes each once, so a repeated attempt does no harm; what has not been
/// told when the program ends is not told.
class ReceiptSender final : public QObject
{
    Q_OBJECT
public:
    /// client names this desktop: the same for as long as it is installed.
    ReceiptSender(Session& session, QString client, QObject* parent = nullptr);

    void setLinked(bool linked);
    void add(const std::vector<protocol::Receipt>& receipts);

private:
    void send();
    void read(size_t sent, const HttpAnswer& answer);

    Session& m_session;
    QString m_client;
    std::deque<protocol::Receipt> m_waiting; ///< the first ones may be on their way
    base::Backoff m_backoff;
    QTimer m_timer;
    bool m_linked = false;
    bool m_sending = false;
};

} // namespace client
