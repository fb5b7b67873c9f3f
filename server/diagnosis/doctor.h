// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "diagnosis/dialectsocket.h"
#include "diagnosis/exchange.h"
#include "diagnosis/judge.h"
#include "diagnosis/report.h"
#include "protocol/cursor.h"
#include "protocol/roles.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

#include <memory>
#include <optional>
#include <vector>

namespace diagnosis {

class Talk;

/// Whose way is looked at, and what is expected at its end.
struct Patient
{
    QUrl server;          ///< http:// or https://, as a desktop is given it
    QUrl direct{};        ///< the same server past the proxies before it; empty: none is known
    QString user{};       ///< with password; or
    QString password{};   ///
    QByteArray token{};   ///< an access token. Neither: only what needs no login
    QStringList topics{}; ///< that this person should hear of; empty: whatever it is
    QString company{};    ///< the account should belong to; empty: any
    QString branch{};     ///< whose events should arrive; empty: any
};

/// Looks at the way from here to a server's events hop by hop, as a desktop would go it, and tells of
/// each step in the order of Step. Changes nothing on the server. What fails does not stop what does
/// not depend on it; the rest is told as skipped. On its thread's event loop; destroying it ends it.
class Doctor final : public QObject
{
    Q_OBJECT
public:
    /// clock must outlive it.
    Doctor(Patient patient, const base::Clock& clock, Patience patience = {}, QObject* parent = nullptr);
    ~Doctor() override;

    void start();

signals:
    void checked(const diagnosis::Check& check);
    /// Once, at the end.
    void finished(bool well);

private:
    using Answered = void (Doctor::*)(const Answer&);
    void ask(Question question, Answered then);
    Question get(const QString& path, const QUrlQuery& query = {}) const;

    void lookUp();
    void connectToServer();
    void serverAnswered(const Answer& answer);
    void httpJudged(const Answer& answer, Verdict verdict);
    /// Asks again in the other scheme what the first was not understood in.
    void tryOtherScheme(const Answer& answer, const Verdict& verdict);
    void logIn();
    void loggedIn(const Answer& answer);
    void useToken();
    void accountAnswered(const Answer& answer);
    void positionAnswered(const Answer& answer);
    void pollAnswered(const Answer& answer);
    void poll(const QByteArray& etag);
    void polledAgain(const Answer& answer);
    void upgrade();
    void upgradeAnswered(const Answer& answer);
    void upgradeDirectly();
    void directAnswered(const Answer& answer);
    void talk();
    void greeted();
    void pinged();
    void resume();
    void echo();
    void echoAnswered(const Answer& answer);
    void echoDone();

    void askForDialects();
    void dialectsAnswered(const Answer& answer);
    /// The next of the sockets that are to be looked at; at their end the report ends.
    void visitNext();
    /// Without a login: whether those without one are let in.
    void knock();

    void tell(Step step, const Verdict& verdict, std::chrono::milliseconds took = {});
    /// Tells that all steps from this one on were not looked at, and ends.
    void skipFrom(Step step, Finding why);
    void end();
    Way way() const;
    std::chrono::milliseconds lap() const;

    const Patient m_patient;
    const base::Clock& m_clock;
    const Patience m_patience;
    QString m_proxy; ///< of this machine, for this server; empty: none
    QString m_hostPort;
    QByteArray m_token;
    protocol::Roles m_roles;
    qint64 m_skew = 0; ///< our clock minus the server's, seconds
    std::optional<protocol::Cursor> m_position;
    int m_polls = 0;
    qint64 m_lapBegan = 0; ///< monotonic ms
    bool m_well = true;
    bool m_upgraded = false;
    std::unique_ptr<Talk> m_talk;
    QString m_echoId;
    std::optional<Answer> m_echoAnswer;
    std::optional<bool> m_echoHeard;
    std::chrono::milliseconds m_echoTook{0};
    std::vector<DialectSocket> m_dialects; ///< still to be looked at, in their order
};

} // namespace diagnosis
