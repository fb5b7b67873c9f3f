// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/dialectsocket.h"
#include "diagnosis/exchange.h"
#include "diagnosis/judge.h"
#include "diagnosis/talk.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <optional>

namespace diagnosis {

/// Goes once to one of the other wires' sockets as its clients do: upgrade (past the proxies too, when it
/// fails), greeting, ping, an event there and back. Ends in exactly one finished(), then deletes itself.
class DialectVisit final : public QObject
{
    Q_OBJECT
public:
    struct Errand
    {
        QUrl server;
        QUrl direct{}; ///< the server past the proxies; empty: the same without this machine's proxy
        bool knowsDirect = false;
        QByteArray token{}; ///< empty: as somebody without a login, who only knocks
        QString branch{};   ///< whose events should arrive; empty: any
        Way way{};
    };

    DialectVisit(DialectSocket socket, Errand errand, QObject* parent);

    void start();

signals:
    void finished(const diagnosis::Verdict& verdict, std::chrono::milliseconds took);

private:
    Question upgradeOf(const QUrl& server) const;
    void upgraded(const Answer& answer);
    void upgradedDirectly(const Answer& answer, const Verdict& before);
    void knocked(const Answer& answer);
    void talk();
    void greet();
    void ping();
    void echo();
    void echoed();
    Verdict good() const;
    void end(Verdict verdict);

    const DialectSocket m_socket;
    const Errand m_errand;
    std::chrono::steady_clock::time_point m_began;
    Talk m_talk;
    QString m_echoId;
    std::optional<Answer> m_echoAnswer;
    std::optional<bool> m_echoHeard;
    bool m_ended = false;
};

} // namespace diagnosis
