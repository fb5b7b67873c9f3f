// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <vector>

namespace demo {

/// Posts as the plant's devices do (contracts.md A4): JSON over HTTP, a time-out of ten seconds, some
/// tries with pauses between them. Lives on one thread with an event loop.
class DevicePost final : public QObject
{
    Q_OBJECT
public:
    using Pauses = std::vector<std::chrono::milliseconds>; ///< one fewer than there are tries
    /// The answer; empty when none could be had.
    using Done = std::function<void(const QJsonObject& answer)>;

    /// server: "http://127.0.0.1:8000"
    explicit DevicePost(QUrl server, QObject* parent = nullptr);

    /// Tries again, after the pauses, while there is no answer or its "success" is not true.
    void post(const QString& path, const QJsonObject& body, const Pauses& pauses, Done done = {});

    int posted() const { return m_posted; }

private:
    void attempt(const QString& path, const QByteArray& body, const Pauses& pauses, std::size_t tries,
                 const Done& done);

    const QUrl m_server;
    QNetworkAccessManager m_network;
    int m_posted = 0;
};

/// What a loom waits before it tries again. The readers at gates and terminals never do.
inline const DevicePost::Pauses scanPauses{std::chrono::seconds(2), std::chrono::seconds(4)};
inline const DevicePost::Pauses pulsePauses{std::chrono::seconds(1), std::chrono::seconds(2)};
inline const DevicePost::Pauses callPauses{std::chrono::seconds(3), std::chrono::seconds(6)};

} // namespace demo
