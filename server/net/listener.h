// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHostAddress>
#include <QTcpServer>

#include <functional>

namespace net {

/// A bound, listening descriptor; shared: others may listen on the same port (SO_REUSEPORT), and the
/// kernel spreads the connections over them. Port 0 takes a free one. The error is a whole sentence.
base::Result<int, QString> openListener(const QHostAddress& host, quint16 port, bool shared);
/// The port a descriptor is bound to; 0 when it is not.
quint16 boundPort(int descriptor);

/// Accepts and hands over bare descriptors: no QTcpSocket is made for a connection that is only HTTP.
class Listener final : public QTcpServer
{
    Q_OBJECT
public:
    using Accept = std::function<void(int descriptor)>;
    explicit Listener(Accept accept, QObject* parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Accept m_accept;
};

} // namespace net
