// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/dialectvisit.h"

#include "protocol/address.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <utility>

namespace diagnosis {

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectIn(const QByteArray& utf8)
{
    return QJsonDocument::fromJson(utf8).object();
}

/// A message whose "type" is this one.
Talk::Wanted typed(const QString& type)
{
    return [type](const QByteArray& utf8) { return objectIn(utf8)[u"type"_s].toString() == type; };
}

bool isCafe(Step step)
{
    return step == Step::CafeOrders || step == Step::CafeTables || step == Step::CafeKitchen;
}

/// contracts.md E1: the tickets' socket greets nobody, and answers this with its list, which has no type.
bool isTicketList(const QByteArray& utf8)
{
    const QJsonObject list = objectIn(utf8);
    return list[u"tickets"_s].isArray() && list[u"stats"_s].isObject();
}

} // namespace

DialectVisit::DialectVisit(DialectSocket socket, Errand errand, QObject* parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_errand(std::move(errand))
    , m_talk(m_errand.way.patience.message, nullptr)
{
}

Question DialectVisit::upgradeOf(const QUrl& server) const
{
    Question question{.url = protocol::apiUrl(server, m_socket.path, QUrlQuery(m_socket.query))};
    question.upgrade = true;
    if (!m_errand.token.isEmpty())
        question.headers.emplace_back("Authorization", "Bearer " + m_errand.token);
    return question;
}

void DialectVisit::start()
{
    m_began = std::chrono::steady_clock::now();
    auto* exchange = new Exchange(upgradeOf(m_errand.server), m_errand.way.patience, this);
    connect(exchange, &Exchange::finished, this,
            m_errand.token.isEmpty() ? &DialectVisit::knocked : &DialectVisit::upgraded);
    exchange->start();
}

void DialectVisit::knocked(const Answer& answer)
{
    Verdict verdict = judgeDialectUpgrade(answer, m_errand.way, m_socket.path);
    if (verdict.outcome == Outcome::Passed)
        return end({Outcome::Passed, Finding::AnonymousWelcome, {m_socket.path}});
    if (answer.hasAnswer() && (answer.status == 401 || answer.status == 403))
        return end({Outcome::Skipped, Finding::AnonymousRefused, {m_socket.path, sectionOf(m_socket.step)}});
    // Whose server this is nobody knows without a login: an older one has no such socket.
    if (verdict.finding == Finding::DialectNotFound)
        return end({Outcome::Skipped, Finding::DialectsUnknown, {m_socket.path}});
    end(std::move(verdict));
}

void DialectVisit::upgraded(const Answer& answer)
{
    Verdict verdict = judgeDialectUpgrade(answer, m_errand.way, m_socket.path);
    if (verdict.outcome == Outcome::Passed)
        return talk();
    if (!m_errand.knowsDirect)
        return end(std::move(verdict));
    Question question = upgradeOf(m_errand.direct.isEmpty() ? m_errand.server : m_errand.direct);
    question.throughProxy = false;
    auto* exchange = new Exchange(std::move(question), m_errand.way.patience, this);
    connect(exchange, &Exchange::finished, this,
            [this, verdict](const Answer& direct) { upgradedDirectly(direct, verdict); });
    exchange->start();
}

void DialectVisit::upgradedDirectly(const Answer& answer, const Verdict& before)
{
    const bool opens = judgeDialectUpgrade(answer, m_errand.way, m_socket.path).outcome == Outcome::Passed;
    end(opens ? Verdict{Outcome::Failed, Finding::DialectNotPassed, {m_socket.path}} : before);
}

void DialectVisit::talk()
{
    QUrl url = protocol::apiUrl(m_errand.server, m_socket.path, QUrlQuery(m_socket.query));
    url.setScheme(url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    m_talk.open(url, m_errand.token);
    if (m_socket.step == Step::Tickets)
        return ping();
    greet();
}

void DialectVisit::greet()
{
    const QString greeting = isCafe(m_socket.step) ? u"connection_established"_s : u"connection"_s;
    m_talk.await(typed(greeting), [this](const Talk::Heard& heard) {
        if (heard.end != Talk::Heard::End::Message)
            return end(judgeSilence(heard, Finding::GreetingSilent, m_errand.way.patience));
        const QString group = objectIn(heard.utf8)[u"group"_s].toString();
        if (!m_socket.group.isEmpty() && group != m_socket.group) {
            return end({Outcome::Failed,
                        Finding::DialectOtherGroup,
                        {m_socket.path, shown(group), shown(m_socket.group)}});
        }
        ping();
    });
}

void DialectVisit::ping()
{
    const bool isTickets = m_socket.step == Step::Tickets;
    const auto ask = [this, isTickets] {
        m_talk.say(isTickets ? QJsonObject{{u"type"_s, u"get_tickets"_s}}
                             : QJsonObject{{u"action"_s, u"ping"_s}});
    };
    m_talk.await(isTickets ? Talk::Wanted(isTicketList) : typed(u"pong"_s), [this](const Talk::Heard& heard) {
        if (heard.end != Talk::Heard::End::Message)
            return end(judgeSilence(heard, Finding::PongSilent, m_errand.way.patience));
        echo();
    });
    // Where nobody greets, the socket may not be open yet.
    if (isTickets)
        m_talk.whenOpen(ask);
    else
        ask();
}

void DialectVisit::echo()
{
    m_echoId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_talk.await(
        [this](const QByteArray& utf8) {
            const QJsonObject message = objectIn(utf8);
            return message[u"type"_s].toString() == "echo"_L1 && message[u"id"_s].toString() == m_echoId;
        },
        [this](const Talk::Heard& heard) {
            m_echoHeard = heard.end == Talk::Heard::End::Message;
            echoed();
        });
    Question question{.method = "POST",
                      .url = protocol::apiUrl(m_errand.server, u"/api/v1/ws/dialects/echo"_s)};
    question.headers.emplace_back("Authorization", "Bearer " + m_errand.token);
    QJsonObject body{{u"id"_s, m_echoId}, {u"socket"_s, m_socket.name}};
    if (!m_errand.branch.isEmpty())
        body.insert(u"branch"_s, m_errand.branch);
    question.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    auto* exchange = new Exchange(std::move(question), m_errand.way.patience, this);
    connect(exchange, &Exchange::finished, this, [this](const Answer& answer) {
        m_echoAnswer = answer;
        // Nothing was sent, so nothing will come.
        if (!m_echoHeard && (answer.status != 202 || objectIn(answer.body)[u"sockets"_s].toInt() == 0))
            m_echoHeard = false;
        echoed();
    });
    exchange->start();
}

void DialectVisit::echoed()
{
    if (!m_echoAnswer || !m_echoHeard)
        return;
    if (*m_echoHeard)
        return end(good());
    if (m_echoAnswer->status == 202 && objectIn(m_echoAnswer->body)[u"sockets"_s].toInt() == 0)
        return end({Outcome::Failed, Finding::DialectOtherBranch, {m_socket.path, shown(m_errand.branch)}});
    end(judgeEcho(*m_echoAnswer, m_errand.way, false));
}

Verdict DialectVisit::good() const
{
    if (!m_socket.group.isEmpty())
        return {Outcome::Passed, Finding::DialectOfGroup, {m_socket.path, shown(m_socket.group)}};
    const QString section = sectionOf(m_socket.step);
    if (section.isEmpty())
        return {Outcome::Passed, Finding::DialectGood, {m_socket.path}};
    return {Outcome::Passed,
            m_socket.anonymous ? Finding::DialectForAnybody : Finding::DialectWithToken,
            {m_socket.path, section}};
}

void DialectVisit::end(Verdict verdict)
{
    if (std::exchange(m_ended, true))
        return;
    m_talk.close();
    deleteLater();
    emit finished(verdict, std::chrono::duration_cast<std::chrono::milliseconds>(
                               std::chrono::steady_clock::now() - m_began));
}

} // namespace diagnosis
