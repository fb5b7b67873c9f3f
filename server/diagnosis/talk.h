// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/judge.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <chrono>
#include <functional>
#include <optional>

namespace diagnosis {

/// A conversation on a WebSocket, a question at a time.
class Talk final : public QObject
{
    Q_OBJECT
public:
    struct Heard
    {
        enum class End { Message, Silent, Closed, Failed };
        End end = End::Silent;
        QByteArray utf8{}; ///< for Message
        int closeCode = 0; ///< for Closed
        QString detail{};  ///< for Failed: the system's words
    };
    using Wanted = std::function<bool(const QByteArray& utf8)>;
    using Done = std::function<void(const Heard&)>;

    explicit Talk(std::chrono::milliseconds patience, QObject* parent);
    ~Talk() override;

    /// token may be empty: none is sent.
    void open(const QUrl& url, const QByteArray& token);
    void say(const QJsonObject& message);
    /// Once, when the socket is open; at once when it is.
    void whenOpen(std::function<void()> then);
    /// The next message that is wanted, unless it takes too long or the conversation ends before. One
    /// question at a time. done() may begin the next one; it is not called when this goes before.
    void await(Wanted wanted, Done done);
    /// What was awaited is not heard any more.
    void close();

private:
    void read(const QString& text);
    void ended();
    void answer(const Heard& heard);

    const std::chrono::milliseconds m_patience;
    QWebSocket m_socket;
    QTimer m_timer;
    Wanted m_wanted;
    Done m_done;
    std::optional<Heard> m_end; ///< of the whole conversation
};

/// What is wrong when a message that was waited for did not come.
Verdict judgeSilence(const Talk::Heard& heard, Finding silent, const Patience& patience);

} // namespace diagnosis
