// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend.h"

#include "base/logging.h"
#include "core/tokenfile.h"
#include "models/models.h"
#include "protocol/topics.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// Differs whenever the server would choose other rows.
QString audienceOf(const protocol::Me& me)
{
    return u"user %1 company %2 branch %3 roles %4"_s.arg(me.id.toString(), me.company.toString(),
                                                          me.branch ? me.branch->toString() : u"all"_s,
                                                          me.roles.toNames().join(u','));
}

} // namespace

Backend::Backend(Config config, Listener listener, const base::Clock& clock)
    : m_config(std::move(config))
    , m_listener(std::move(listener))
    , m_store({.file = m_config.cacheFile}, Models::codecs(), clock)
    , m_session(m_config.server, m_config.timings)
    , m_supervisor(m_session, {[this] { return m_store.cursor(); }, [this] { return m_store.topics(); }},
                   m_config.timings, clock)
    , m_sender(m_store.outbox(), m_session)
    , m_receipts(m_session, m_config.desktopId)
{
    connect(&m_store, &Store::batchReady, this,
            [this](const RowBatchPtr& batch) { m_listener.batch(batch); });
    connect(&m_store, &Store::cacheLoaded, this, [this](int rows) { m_listener.cacheLoaded(rows); });
    connect(&m_store, &Store::completeChanged, this, &Backend::report);
    // Later: the store says it in the middle of its work.
    connect(&m_store, &Store::cursorLost, &m_supervisor, &Supervisor::resumeAnew, Qt::QueuedConnection);

    connect(&m_supervisor, &Supervisor::received, &m_store, &Store::receive);
    connect(&m_supervisor, &Supervisor::contact, &m_store, &Store::noteContact);
    connect(&m_supervisor, &Supervisor::audienceChanged, this, &Backend::askMe);
    connect(&m_supervisor, &Supervisor::statusChanged, this, [this](const LinkStatus& status) {
        const bool linked = status.state == LinkState::Live || status.state == LinkState::Polling;
        if (linked && !m_knowsMe && !m_askMeAgain.isActive())
            askMe();
        m_sender.setLinked(linked);
        m_receipts.setLinked(linked);
        report();
    });

    connect(&m_session, &Session::serverOffset, this, [this](std::chrono::milliseconds offset) {
        m_serverOffset = offset;
        m_store.setServerOffset(offset);
    });
    connect(&m_session, &Session::tokensChanged, this,
            [this](const protocol::Tokens& tokens) { m_listener.tokens(tokens); });
    connect(&m_session, &Session::signInNeeded, this, [this](SignInReason reason) {
        if (!m_config.tokenFile.isEmpty())
            m_readTokenAgain.start();
        m_listener.signInNeeded(reason);
    });
    connect(&m_sender, &OutboxSender::changed, this, &Backend::reportOutbox);
    m_askMeAgain.setSingleShot(true);
    m_askMeAgain.setInterval(m_config.timings.pollBusy);
    connect(&m_askMeAgain, &QTimer::timeout, this, &Backend::askMe);
    // An unattended wall comes back by itself when somebody has renewed its token.
    m_readTokenAgain.setInterval(m_config.timings.pollBusy);
    connect(&m_readTokenAgain, &QTimer::timeout, this, [this] {
        if (!m_session.readAgain())
            return;
        m_readTokenAgain.stop();
        m_supervisor.start();
    });
}

Backend::~Backend()
{
    m_supervisor.disconnect(this);
    m_supervisor.stop();
}

void Backend::open()
{
    m_store.open();
    if (const auto me = m_store.me()) {
        m_store.setAudience(audienceOf(*me), protocol::Topics::readableBy(me->roles).toNames());
        m_listener.me(*me);
    }
    report();
    m_store.loadCached();
    if (!m_store.outbox().entries().empty())
        reportOutbox();
}

void Backend::goOnline(const protocol::Tokens& tokens)
{
    m_readTokenAgain.stop();
    m_session.setTokens(tokens);
    if (!m_config.tokenFile.isEmpty())
        m_session.setTokenReader([path = m_config.tokenFile, whose = m_config.tokenSubject]() {
            auto token = readTokenFile(path);
            // What is on screen and in the cache is one person's.
            if (token && !whose.isEmpty() && tokenSubject(*token) != whose) {
                qCWarning(lcLink, "The token file holds another person's token now; start anew for that.");
                token.reset();
            }
            return token;
        });
    if (m_store.me() || !m_session.hasToken()) {
        m_supervisor.start();
        if (m_session.hasToken() && !m_knowsMe)
            askMe();
        return;
    }
    // Nobody knows yet which topics this person may see: ask before the first picture, not after.
    m_askingMe = true;
    m_session.askMe(this, [this](const std::optional<protocol::Me>& me) {
        m_askingMe = false;
        if (me)
            useMe(*me);
        if (m_session.hasToken())
            m_supervisor.start();
    });
}

void Backend::setMe(const protocol::Me& me)
{
    useMe(me);
}

void Backend::askMe()
{
    if (m_askingMe || !m_session.hasToken())
        return;
    m_askingMe = true;
    m_session.askMe(this, [this](const std::optional<protocol::Me>& me) {
        m_askingMe = false;
        if (me) {
            useMe(*me);
            return;
        }
        const LinkState state = m_supervisor.status().state;
        if (state == LinkState::Live || state == LinkState::Polling)
            m_askMeAgain.start();
    });
}

void Backend::useMe(const protocol::Me& me)
{
    m_knowsMe = true;
    const auto before = m_store.me();
    const bool sameEyes = before && audienceOf(*before) == audienceOf(me);
    m_store.setMe(me);
    m_listener.me(me);
    if (sameEyes)
        return;
    m_store.setAudience(audienceOf(me), protocol::Topics::readableBy(me.roles).toNames());
    const LinkState state = m_supervisor.status().state;
    if (state == LinkState::Live || state == LinkState::Polling)
        m_supervisor.resumeAnew();
}

void Backend::signOut()
{
    m_session.setTokens({});
    m_supervisor.stop();
    m_session.refuse(SignInReason::SignedOut);
}

void Backend::probeNow(const QString& why)
{
    m_supervisor.probeNow(why);
}

void Backend::send(const QString& key, const OutboxRequest& request)
{
    if (!m_store.enqueue(key, request))
        qCCritical(lcStore, "A write is lost: neither the disk nor the memory takes it.");
    reportOutbox();
    m_sender.look();
}

void Backend::dismissFromOutbox(const QString& key)
{
    m_store.outbox().dismiss(key);
    reportOutbox();
}

void Backend::addReceipts(const std::vector<protocol::Receipt>& receipts)
{
    m_receipts.add(receipts);
}

void Backend::ask(const Question& question, ReplyHandler answered)
{
    if (!m_session.hasToken()) {
        answered({});
        return;
    }
    HttpRequest request = m_session.get(question.path, question.query);
    request.method = question.method;
    if (request.method == "POST")
        request.body = question.body;
    m_session.send(std::move(request), this, [answered = std::move(answered)](const HttpAnswer& answer) {
        Reply reply{.ok = answer.outcome == HttpOutcome::Success, .status = answer.status};
        if (answer.error)
            reply.errorCode = protocol::errorEntry(answer.error->code).name;
        if (reply.ok && !answer.body.isEmpty()) {
            QJsonParseError problem{};
            reply.json = QJsonDocument::fromJson(answer.body, &problem);
            reply.ok = problem.error == QJsonParseError::NoError;
        }
        answered(reply);
    });
}

void Backend::report()
{
    m_listener.health({m_supervisor.status(), m_store.isComplete(), m_store.asOf(), m_serverOffset});
}

void Backend::reportOutbox()
{
    m_listener.outbox(m_store.outbox().entries());
}

} // namespace client
