// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"

#include "diagnosis/talk.h"
#include "protocol/address.h"
#include "protocol/auth.h"
#include "protocol/polling.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace diagnosis {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// The proxy that a socket to this address goes through, as the machine is set; empty: none.
QString proxyFor(const QUrl& url)
{
    // Sockets to this machine itself go through none, whatever is set.
    if (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback())
        return {};
    const QNetworkProxyQuery query(url.host(), url.port(url.scheme() == "https"_L1 ? 443 : 80), url.scheme(),
                                   QNetworkProxyQuery::TcpSocket);
    for (const QNetworkProxy& proxy : QNetworkProxyFactory::proxyForQuery(query)) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            return {};
        if (proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
    }
    return {};
}

QString hostPortOf(const QUrl& url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return u"%1:%2"_s.arg(host).arg(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

} // namespace

Doctor::Doctor(Patient patient, const base::Clock& clock, Patience patience, QObject* parent)
    : QObject(parent)
    , m_patient(std::move(patient))
    , m_clock(clock)
    , m_patience(patience)
    , m_proxy(proxyFor(m_patient.server))
    , m_hostPort(hostPortOf(m_patient.server))
{
}

Doctor::~Doctor() = default;

Way Doctor::way() const
{
    return {m_hostPort, m_proxy, m_patience};
}

milliseconds Doctor::lap() const
{
    return milliseconds(m_clock.monotonicMs() - m_lapBegan);
}

void Doctor::tell(Step step, const Verdict& verdict, milliseconds took)
{
    m_well = m_well && verdict.outcome != Outcome::Failed;
    emit checked({step, verdict.outcome, verdict.finding, verdict.values, took});
}

void Doctor::skipFrom(Step step, Finding why)
{
    for (int rest = int(step); rest <= int(Step::Tickets); ++rest) {
        // Of a way past the proxies there is nothing to say where none is known.
        if (Step(rest) != Step::Direct)
            tell(Step(rest), {Outcome::Skipped, why, {}});
    }
    end();
}

void Doctor::end()
{
    if (m_talk)
        m_talk->close();
    emit finished(m_well);
}

Question Doctor::get(const QString& path, const QUrlQuery& query) const
{
    Question question{.method = "GET", .url = protocol::apiUrl(m_patient.server, path, query)};
    if (!m_token.isEmpty())
        question.headers.emplace_back("Authorization", "Bearer " + m_token);
    return question;
}

void Doctor::ask(Question question, Answered then)
{
    m_lapBegan = m_clock.monotonicMs();
    auto* exchange = new Exchange(std::move(question), m_patience, this);
    connect(exchange, &Exchange::finished, this, then);
    exchange->start();
}

// ---- to the server ----

void Doctor::start()
{
    lookUp();
}

void Doctor::lookUp()
{
    const QString host = m_patient.server.host();
    if (!QHostAddress(host).isNull()) {
        tell(Step::Name, {Outcome::Passed, Finding::NameNotNeeded, {host}});
        return connectToServer();
    }
    if (!m_proxy.isEmpty()) {
        tell(Step::Name, {Outcome::Skipped, Finding::NameByProxy, {m_proxy}});
        return connectToServer();
    }
    m_lapBegan = m_clock.monotonicMs();
    auto* timer = new QTimer(this);
    timer->setSingleShot(true);
    const int lookup = QHostInfo::lookupHost(host, this, [this, timer, host](const QHostInfo& info) {
        if (!timer->isActive())
            return;
        timer->stop();
        timer->deleteLater();
        if (info.addresses().isEmpty()) {
            tell(Step::Name, {Outcome::Failed, Finding::NameUnknown, {host}}, lap());
            return skipFrom(Step::Connection, Finding::NotReached);
        }
        QStringList addresses;
        for (const QHostAddress& address : info.addresses())
            addresses.append(address.toString());
        tell(Step::Name, {Outcome::Passed, Finding::NameKnown, {host, addresses.join(u", "_s)}}, lap());
        connectToServer();
    });
    connect(timer, &QTimer::timeout, this, [this, lookup, host] {
        QHostInfo::abortHostLookup(lookup);
        tell(Step::Name,
             {Outcome::Failed, Finding::NameSilent, {host, QString::number(m_patience.name.count() / 1'000)}},
             lap());
        skipFrom(Step::Connection, Finding::NotReached);
    });
    timer->start(m_patience.name);
}

void Doctor::connectToServer()
{
    ask(get(u"/health"_s), &Doctor::serverAnswered);
}

void Doctor::serverAnswered(const Answer& answer)
{
    const Verdict connection = judgeConnection(answer, way());
    tell(Step::Connection, connection, answer.connected ? answer.connectedAfter : answer.took);
    if (connection.outcome == Outcome::Failed)
        return skipFrom(Step::Tls, Finding::NotReached);

    const Verdict tls = judgeTls(answer, way(), m_patient.server, m_clock.now());
    if (tls.outcome == Outcome::Failed) {
        if (answer.trouble == Trouble::Tls || answer.trouble == Trouble::TlsSilent)
            return tryOtherScheme(answer, tls);
        tell(Step::Tls, tls, answer.took - answer.connectedAfter);
        return skipFrom(Step::Http, Finding::NotReached);
    }
    const bool encrypted = answer.encryptedAfter.count() > 0;
    tell(Step::Tls, tls, encrypted ? answer.encryptedAfter - answer.connectedAfter : milliseconds(0));

    const Verdict http = judgeHealth(answer, way());
    // A port that wants TLS answers plain HTTP with an alert, an end, or a 400 of its own.
    const bool maybeTls = !encrypted && (answer.trouble == Trouble::NotHttp ||
                                         answer.trouble == Trouble::Cut || answer.status == 400);
    if (maybeTls)
        return tryOtherScheme(answer, http);
    httpJudged(answer, http);
}

void Doctor::tryOtherScheme(const Answer& answer, const Verdict& verdict)
{
    Question question = get(u"/health"_s);
    const bool wasEncrypted = question.url.scheme() == "https"_L1;
    const int port = question.url.port(wasEncrypted ? 443 : 80);
    question.url.setScheme(wasEncrypted ? u"http"_s : u"https"_s);
    question.url.setPort(port);
    auto* exchange = new Exchange(std::move(question), m_patience, this);
    connect(exchange, &Exchange::finished, this, [this, answer, verdict, wasEncrypted](const Answer& other) {
        if (wasEncrypted) {
            const bool speaksHttp = other.hasAnswer();
            tell(Step::Tls,
                 speaksHttp ? Verdict{Outcome::Failed, Finding::TlsNotSpoken, {m_hostPort}} : verdict,
                 answer.took - answer.connectedAfter);
            return skipFrom(Step::Http, Finding::NotReached);
        }
        const bool speaksTls = other.trouble == Trouble::Certificate || (other.tls && other.hasAnswer());
        httpJudged(answer, speaksTls ? Verdict{Outcome::Failed, Finding::TlsNeeded, {m_hostPort}} : verdict);
    });
    exchange->start();
}

void Doctor::httpJudged(const Answer& answer, Verdict verdict)
{
    const milliseconds before = std::max(answer.connectedAfter, answer.encryptedAfter);
    if (const auto time = serverTimeOf(answer)) {
        // The header has whole seconds: on the average half of one has passed when it is written.
        const qint64 ms = time->msecsTo(m_clock.now()) - 500 - (answer.took - before).count() / 2;
        m_skew = std::llround(double(ms) / 1'000);
    }
    tell(Step::Http, verdict, answer.took - before);
    // Without its database a server still knows who somebody is.
    if (verdict.outcome == Outcome::Failed && verdict.finding != Finding::ServerUnwell)
        return skipFrom(Step::Login, Finding::NotReached);
    logIn();
}

// ---- who asks ----

void Doctor::logIn()
{
    if (!m_patient.token.isEmpty()) {
        m_token = m_patient.token;
        tell(Step::Login, {Outcome::Passed, Finding::TokenGiven, {}});
        return useToken();
    }
    if (m_patient.user.isEmpty())
        return knock();
    Question question = get(u"/api/v1/auth/login"_s);
    question.method = "POST";
    question.body = QJsonDocument(protocol::toJson(protocol::Login{m_patient.user, m_patient.password}))
                        .toJson(QJsonDocument::Compact);
    ask(std::move(question), &Doctor::loggedIn);
}

void Doctor::loggedIn(const Answer& answer)
{
    const Verdict verdict = judgeLogin(answer, way(), m_patient.user);
    tell(Step::Login, verdict, answer.took);
    if (verdict.outcome == Outcome::Failed)
        return skipFrom(Step::Token, Finding::NotReached);
    m_token = protocol::tokensFromJson(QJsonDocument::fromJson(answer.body).object())->access.toLatin1();
    useToken();
}

void Doctor::useToken()
{
    const Verdict verdict = judgeToken(claimsOf(m_token), m_clock.now(), m_skew);
    tell(Step::Token, verdict);
    if (verdict.outcome == Outcome::Failed)
        return skipFrom(Step::Account, Finding::NotReached);
    ask(get(u"/api/v1/auth/me"_s), &Doctor::accountAnswered);
}

void Doctor::accountAnswered(const Answer& answer)
{
    const Verdict verdict = judgeAccount(answer, way(), m_patient.company, m_patient.branch);
    tell(Step::Account, verdict, answer.took);
    if (const auto me = protocol::meFromJson(QJsonDocument::fromJson(answer.body).object()))
        m_roles = me->roles;
    const bool isSomebody = verdict.outcome != Outcome::Failed || verdict.finding == Finding::WrongBranch ||
                            verdict.finding == Finding::WrongCompany;
    if (!isSomebody)
        return skipFrom(Step::Polling, Finding::NotReached);
    ask(get(u"/api/v1/changes"_s), &Doctor::positionAnswered);
}

// ---- polling ----

void Doctor::positionAnswered(const Answer& answer)
{
    if (const auto changes = protocol::changesFromJson(answer.body); answer.status == 200 && changes) {
        m_position = changes->position;
        return poll({});
    }
    Verdict verdict = judgePoll(answer, way());
    if (verdict.outcome != Outcome::Failed)
        verdict = {Outcome::Failed, Finding::PollFailed, {QString::number(answer.status)}};
    tell(Step::Polling, verdict, answer.took);
    upgrade();
}

void Doctor::poll(const QByteArray& etag)
{
    ++m_polls;
    QUrlQuery query;
    query.addQueryItem(u"since"_s, protocol::toWire(*m_position));
    query.addQueryItem(u"limit"_s, u"1"_s); // with two of them behind it the answer does not change any more
    Question question = get(u"/api/v1/changes"_s, query);
    if (!etag.isEmpty())
        question.headers.emplace_back("If-None-Match", etag);
    ask(std::move(question), etag.isEmpty() ? &Doctor::pollAnswered : &Doctor::polledAgain);
}

void Doctor::pollAnswered(const Answer& answer)
{
    const QByteArray etag = answer.header("ETag");
    if (answer.status == 200 && !etag.isEmpty())
        return poll(etag);
    tell(Step::Polling, judgePoll(answer, way()), answer.took);
    upgrade();
}

void Doctor::polledAgain(const Answer& answer)
{
    constexpr int enough = 5;
    // Something may have happened in between: then there is another tag, and another try.
    const QByteArray etag = answer.header("ETag");
    if (answer.status == 200 && !etag.isEmpty() && m_polls < enough)
        return poll(etag);
    tell(Step::Polling, judgePoll(answer, way()), answer.took);
    upgrade();
}

// ---- the WebSocket ----

void Doctor::upgrade()
{
    Question question = get(u"/api/v1/ws"_s);
    question.upgrade = true;
    ask(std::move(question), &Doctor::upgradeAnswered);
}

void Doctor::upgradeAnswered(const Answer& answer)
{
    const Verdict verdict = judgeUpgrade(answer, way());
    m_upgraded = verdict.outcome == Outcome::Passed;
    tell(Step::Upgrade, verdict, answer.took);
    if (!m_patient.direct.isEmpty() || !m_proxy.isEmpty())
        return upgradeDirectly();
    talk();
}

void Doctor::upgradeDirectly()
{
    Question question = get(u"/api/v1/ws"_s);
    question.upgrade = true;
    question.throughProxy = false;
    if (!m_patient.direct.isEmpty())
        question.url = protocol::apiUrl(m_patient.direct, u"/api/v1/ws"_s);
    ask(std::move(question), &Doctor::directAnswered);
}

void Doctor::directAnswered(const Answer& answer)
{
    const QUrl& url = m_patient.direct.isEmpty() ? m_patient.server : m_patient.direct;
    Verdict verdict = judgeUpgrade(answer, {hostPortOf(url), {}, m_patience});
    if (verdict.outcome == Outcome::Passed)
        verdict.finding = m_upgraded ? Finding::Upgraded : Finding::UpgradedDirectly;
    else if (m_upgraded)
        verdict.outcome = Outcome::Warned; // the way that a desktop takes is well
    tell(Step::Direct, verdict, answer.took);
    talk();
}

void Doctor::talk()
{
    if (!m_upgraded)
        return skipFrom(Step::Greeting, Finding::NotReached);
    m_lapBegan = m_clock.monotonicMs();
    m_talk = std::make_unique<Talk>(m_patience.message, nullptr);
    m_talk->open(protocol::streamUrl(m_patient.server), m_token);
    greeted();
}

} // namespace diagnosis
