// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace integration {

/// Debian's nginx on loopback, as an ordinary user, with the package's example before a server. What the
/// example says is what runs: only places and ports are put in.
class Nginx final
{
public:
    /// Empty when nginx is not installed.
    static QString program() { return QStringLiteral(NGINX_PROGRAM); }

    Nginx();
    ~Nginx(); ///< ends it
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;

    /// Changes the example before the start, as an administrator's mistake does.
    void setEdit(std::function<QByteArray(QByteArray)> edit) { m_edit = std::move(edit); }
    /// Starts it before the server at this port and waits until it takes connections. False: see log().
    bool start(quint16 serverPort);

    quint16 port() const { return m_port; }
    /// For localhost, signed by itself.
    QString certificate() const { return m_folder.filePath(QStringLiteral("plant.pem")); }
    /// All that it has written, to whatever log.
    QByteArray logged() const;
    /// What it said on standard error.
    QByteArray log() const { return m_log; }
    /// Ends it; what it wrote stays.
    void end();

private:
    bool makeCertificate();
    bool write(const QString& name, const QByteArray& text) const;
    QByteArray example(quint16 serverPort) const;
    bool startAt(quint16 port, quint16 serverPort);

    QTemporaryDir m_folder;
    std::function<QByteArray(QByteArray)> m_edit;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    QByteArray m_log;
};

} // namespace integration
