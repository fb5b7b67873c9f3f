// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/stream.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <chrono>
#include <functional>
#include <optional>

namespace diagnosis {

/// A conversation on /api/v1/ws, a question at a time.
class Talk final : public QObject
{
    Q_OBJECT
public:
    struct Heard
    {
        enum class End { Message, Silent, Closed, Failed };
        End end = End::Silent;
        std::optional<protocol::ServerMessage> message{}; ///< for Message
        int closeCode = 0;                                ///< for Closed
        QString detail{};                                 ///< for Failed: the system's words

        template <class T> const T* as() const { return message ? std::get_if<T>(&*message) : nullptr; }
    };
    using Wanted = std::function<bool(const protocol::ServerMessage&)>;
    using Done = std::function<void(const Heard&)>;

    explicit Talk(std::chrono::milliseconds patience, QObject* parent);
    ~Talk() override;

    void open(const QUrl& stream, const QByteArray& token);
    void say(const protocol::ClientMessage& message);
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

} // namespace diagnosis
