// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client.h"

#include "base/logging.h"
#include "core/backend.h"
#include "core/tokenfile.h"
#include "core/tokenvault.h"
#include "diagnosis/doctor.h"
#include "protocol/topics.h"

#include <QDir>
#include <QFile>
#include <QNetworkInformation>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThread>
#include <QTimerEvent>
#include <QUuid>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// Between two polls, or while one transport follows the other, the rows are as good as live.
constexpr qint64 freshWithinMs = 15'000;
/// After rows that were no news, what comes next may still belong to them.
constexpr qint64 backfillSettlesMs = 3'000;

QString dataFolder(const QString& chosen)
{
    return chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : chosen;
}

/// One name for as long as this desktop is installed; it says nothing about anybody.
QString desktopIdIn(const QString& folder)
{
    const QString path = folder + u"/desktop-id"_s;
    QFile known(path);
    if (known.open(QIODevice::ReadOnly)) {
        const QString id = QString::fromLatin1(known.read(64).trimmed());
        if (!QUuid(id).isNull())
            return id;
    }
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QDir().mkpath(folder);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(id.toLatin1()) < 0 || !file.commit())
        qCWarning(lcStore, "This desktop's name cannot be kept: %s", qUtf8Printable(file.errorString()));
    return id;
}

} // namespace

/// The worker thread and what lives on it. Everything but the thread and the mailbox is touched on
/// that thread only.
struct Client::Worker
{
    Worker()
    {
        mailbox.moveToThread(&thread);
        thread.setObjectName(u"vakhta-link"_s);
        thread.start();
    }
    ~Worker()
    {
        // The last task: what lives on the thread goes on the thread.
        mailbox.post([this] {
            doctor.reset();
            signIn.reset();
            backend.reset();
            thread.quit();
        });
        thread.wait();
    }

    QThread thread;
    base::Mailbox mailbox;
    std::unique_ptr<Backend> backend;
    std::unique_ptr<Session> signIn; ///< of an attempt under way
    std::unique_ptr<diagnosis::Doctor> doctor; ///< of the last look at the link
};

Client::Client(ClientOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_models(m_clock)
    , m_overview(m_models, m_clock)
    , m_alerts(m_clock, m_options.alertRules, m_options.annunciator)
    , m_actions([this](const OutboxRequest& request) { return send(request); })
    , m_worker(std::make_unique<Worker>())
{
    connect(&m_alerts, &AlertCenter::acknowledged, this, &Client::answer);
    connect(&m_alerts, &AlertCenter::displayed, this, [this](const std::vector<Alert>& alerts) {
        report(m_receipts.displayed(alerts, m_clock.now()));
    });
    const QString folder = dataFolder(m_options.folder);
    if (m_options.useKeychain)
        m_vault = std::make_unique<KeychainVault>(folder);
    else
        m_vault = std::make_unique<FileVault>(folder);
    connect(m_vault.get(), &TokenVault::inFileChanged, this, &Client::tokensInFileChanged);
    watchNetwork();
    m_timer.start(1'000, Qt::CoarseTimer, this);
}

Client::~Client() = default;

bool Client::tokensInFile() const
{
    return m_vault->inFile();
}

void Client::start()
{
    if (m_options.server.isEmpty() || (m_options.user.isEmpty() && m_options.tokenFile.isEmpty())) {
        m_link.state = LinkState::Offline;
        m_link.reason = LinkReason::SignInNeeded;
        emit linkChanged(m_link);
        emit signInNeeded(SignInReason::FirstTime);
        return;
    }
    openBackend();
    if (!m_options.tokenFile.isEmpty()) {
        goOnline({});
        return;
    }
    const int number = m_backendNumber;
    m_vault->read(m_options.server, m_options.user,
                  [this, number](const std::optional<protocol::Tokens>& tokens) {
                      if (number == m_backendNumber)
                          goOnline(tokens.value_or(protocol::Tokens()));
                  });
}

void Client::openBackend()
{
    const int number = ++m_backendNumber;
    m_models.clear();
    m_alerts.clear();
    m_receipts.clear();
    m_outbox.clear();
    m_waiting.clear();
    m_me.reset();
    m_hasRows = false;
    m_complete = false;
    m_asOf = {};

    // What the worker says reaches us through the mailbox, and only while this backend is the one.
    const auto say = [this, number](auto handler) {
        m_mailbox.post([this, number, handler = std::move(handler)] {
            if (number == m_backendNumber)
                handler();
        });
    };
    Backend::Listener listener;
    listener.batch = [this, say](RowBatchPtr batch) { say([this, batch] { takeBatch(*batch); }); };
    listener.cacheLoaded = [](int rows) { qCDebug(lcStore, "Showed %d cached rows.", rows); };
    listener.health = [this, say](const Backend::Health& health) {
        say([this, health] {
            m_complete = health.complete;
            m_serverOffset = health.serverOffset;
            m_asOf = health.link.dataAsOf.isValid() ? health.link.dataAsOf : health.asOf;
            m_link = health.link;
            m_link.dataAsOf = m_asOf;
            if (!m_alerts.seenUntil().isValid())
                m_alerts.setSeenUntil(health.asOf);
            updateFreshness();
            emit linkChanged(m_link);
        });
    };
    listener.me = [this, say](const protocol::Me& me) { say([this, me] { takeMe(me); }); };
    listener.tokens = [this, say](const protocol::Tokens& tokens) {
        say([this, tokens] { m_vault->write(m_options.server, m_options.user, tokens); });
    };
    listener.signInNeeded = [this, say](SignInReason reason) {
        say([this, reason] { emit signInNeeded(reason); });
    };
    listener.outbox = [this, say](const std::vector<OutboxEntry>& entries) {
        say([this, entries] {
            m_outbox = entries;
            m_waiting.clear();
            for (size_t i = 0; i < m_outbox.size(); ++i) {
                for (const auto& subject : Actions::subjectsOf(m_outbox[i].request))
                    m_waiting.insert(subject, i);
            }
            emit outboxChanged();
        });
    };
    // A token file's cache is the person's whose token it is, and not whoever's was there before. A token
    // that does not say whose it is has a cache a file; its rows wait for the server's word.
    QString subject;
    if (!m_options.tokenFile.isEmpty()) {
        if (const auto token = readTokenFile(m_options.tokenFile))
            subject = tokenSubject(*token);
    }
    const QString who = m_options.tokenFile.isEmpty() ? m_options.user
                        : subject.isEmpty()           ? m_options.tokenFile
                                                      : u"sub "_s + subject;
    const Backend::Config config{m_options.server,
                                 dataFolder(m_options.folder) + u"/cache/"_s +
                                     vaultKey(m_options.server, who) + u".sqlite"_s,
                                 m_options.tokenFile, subject, desktopIdIn(dataFolder(m_options.folder)),
                                 m_options.link};
    Worker& worker = *m_worker;
    worker.mailbox.post([this, &worker, config, listener] {
        worker.backend.reset(); // before the next one wants the same file
        worker.backend = std::make_unique<Backend>(config, listener, m_clock);
        worker.backend->open();
    });
}

void Client::goOnline(const protocol::Tokens& tokens)
{
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, tokens] { worker.backend->goOnline(tokens); });
}

// ---- signing in and out ----

void Client::signIn(const QUrl& server, const QString& user, const QString& password)
{
    Worker& worker = *m_worker;
    worker.mailbox.post([this, &worker, server, user, password, timings = m_options.link] {
        worker.signIn = std::make_unique<Session>(server, timings);
        Session* session = worker.signIn.get();
        connect(session, &Session::signInFailed, session, [this](SignInFailure failure) {
            m_mailbox.post([this, failure] { emit signInFailed(failure); });
        });
        connect(session, &Session::signedIn, session,
                [this, server, user](const protocol::Tokens& tokens, const protocol::Me& me) {
                    m_mailbox.post(
                        [this, server, user, tokens, me] { finishSignIn(server, user, tokens, me); });
                });
        session->signIn(user, password);
    });
}

void Client::finishSignIn(const QUrl& server, const QString& user, const protocol::Tokens& tokens,
                          const protocol::Me& me)
{
    const bool another = server != m_options.server || user != m_options.user || m_backendNumber == 0;
    m_options.server = server;
    m_options.user = user;
    m_options.tokenFile.clear();
    m_vault->write(server, user, tokens);
    if (another)
        openBackend();
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, tokens, me] {
        worker.backend->setMe(me);
        worker.backend->goOnline(tokens);
    });
    emit signedIn();
}

void Client::signOut()
{
    m_vault->remove(m_options.server, m_options.user);
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker] {
        if (worker.backend)
            worker.backend->signOut();
    });
}

void Client::probeNow()
{
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker] {
        if (worker.backend)
            worker.backend->probeNow(u"a person asked"_s);
    });
}

void Client::checkLink()
{
    Worker& worker = *m_worker;
    worker.mailbox.post([this, &worker, number = ++m_linkCheck, server = m_options.server] {
        const QByteArray token = worker.backend ? worker.backend->bearer() : QByteArray();
        worker.doctor =
            std::make_unique<diagnosis::Doctor>(diagnosis::Patient{.server = server, .token = token}, m_clock);
        diagnosis::Doctor* doctor = worker.doctor.get();
        connect(doctor, &diagnosis::Doctor::checked, doctor, [this, number](const diagnosis::Check& check) {
            m_mailbox.post([this, number, check] {
                if (number == m_linkCheck)
                    emit linkChecked(check);
            });
        });
        connect(doctor, &diagnosis::Doctor::finished, doctor, [this, number](bool well) {
            m_mailbox.post([this, number, well] {
                if (number == m_linkCheck)
                    emit linkCheckEnded(well);
            });
        });
        doctor->start();
    });
}

void Client::watchNetwork()
{
    if (!QNetworkInformation::loadDefaultBackend())
        return;
    const auto changed = [this] {
        Worker& worker = *m_worker;
        worker.mailbox.post([&worker] {
            if (worker.backend)
                worker.backend->probeNow(u"the network changed"_s);
        });
    };
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this, changed);
    connect(QNetworkInformation::instance(), &QNetworkInformation::transportMediumChanged, this, changed);
}

// ---- writes ----

QString Client::send(const OutboxRequest& request)
{
    const QString key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, key, request] {
        if (worker.backend)
            worker.backend->send(key, request);
    });
    return key;
}

void Client::dismissFromOutbox(const QString& key)
{
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, key] {
        if (worker.backend)
            worker.backend->dismissFromOutbox(key);
    });
}

const OutboxEntry* Client::waitingFor(const QString& topic, qint64 id) const
{
    const auto place = m_waiting.constFind({topic, id});
    return place == m_waiting.cend() ? nullptr : &m_outbox[*place];
}

void Client::answer(const std::vector<Alert>& alerts)
{
    QList<qint64> alarms;
    QList<qint64> notifications;
    for (const Alert& alert : alerts) {
        if (alert.over)
            continue; // nothing is left to be answered
        if (alert.alarm != 0)
            alarms.append(alert.alarm);
        if (alert.notification != 0)
            notifications.append(alert.notification);
    }
    m_actions.alarms.acknowledge(alarms);
    m_actions.notifications.markRead(notifications);
}

// ---- questions ----

void Client::ask(const Question& question, QObject* context, ReplyHandler answered)
{
    const auto deliver = [this, number = m_backendNumber, context = QPointer<QObject>(context),
                          answered = std::move(answered)](const Reply& reply) {
        m_mailbox.post([this, number, context, answered, reply] {
            // Another person's answer is none.
            if (context)
                answered(number == m_backendNumber ? reply : Reply());
        });
    };
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, question, deliver] {
        if (worker.backend)
            worker.backend->ask(question, deliver);
        else
            deliver({});
    });
}

void Client::noteDisplayed(const QList<qint64>& notifications)
{
    report(m_receipts.displayed(notifications, m_clock.now()));
}

void Client::report(const std::vector<protocol::Receipt>& receipts)
{
    if (receipts.empty())
        return;
    Worker& worker = *m_worker;
    worker.mailbox.post([&worker, receipts] {
        if (worker.backend)
            worker.backend->addReceipts(receipts);
    });
}

// ---- what the worker says ----

void Client::takeBatch(const RowBatch& batch)
{
    if (batch.origin == Origin::CatchUp || batch.origin == Origin::Snapshot)
        m_backfillMs = m_clock.monotonicMs();
    m_models.apply(batch);
    report(m_receipts.apply(batch, m_clock.now()));
    m_alerts.apply(batch);
    if (batch.size() > 0 && !std::exchange(m_hasRows, true)) {
        updateFreshness();
        emit firstRows();
    }
}

void Client::takeMe(const protocol::Me& me)
{
    m_me = me;
    const QTimeZone zone(me.timeZone.toLatin1());
    m_overview.setTimeZone(zone.isValid() ? zone : QTimeZone::utc());
    m_models.setTimeZone(zone.isValid() ? zone : QTimeZone::utc());
    m_alerts.setTimeZone(zone.isValid() ? zone : QTimeZone::utc());
    m_alerts.setRoles(me.roles);
    updateFreshness();
    emit meChanged();
}

void Client::updateFreshness()
{
    const bool young = m_asOf.isValid() && m_asOf.msecsTo(m_clock.now()) <= freshWithinMs;
    const bool linked =
        m_link.state == LinkState::Live ||
        (young && (m_link.state == LinkState::Polling || m_link.state == LinkState::Connecting));
    const bool fresh = linked && m_complete;
    const protocol::Topics readable =
        m_me ? protocol::Topics::readableBy(m_me->roles) : protocol::Topics::all();
    for (RowsModel* model : m_models.all()) {
        const auto topic = protocol::topicIndex(model->topic());
        if (topic && !readable.has(*topic))
            model->setFreshness(DataState::NotAllowed, m_asOf);
        else if (fresh)
            model->setFreshness(DataState::Fresh, m_asOf);
        else
            model->setFreshness(m_hasRows ? DataState::Stale : DataState::Loading, m_asOf);
    }
    // Seen is what was on screen for a while; rows that are still being caught up with are not.
    const qint64 now = m_clock.monotonicMs();
    if (fresh && m_link.changedAt.msecsTo(m_clock.now()) > backfillSettlesMs &&
        now - m_backfillMs > backfillSettlesMs)
        m_alerts.setSeenUntil(m_asOf.addMSecs(m_serverOffset.count()));
}

void Client::timerEvent(QTimerEvent* event)
{
    // Rows grow old without anybody saying so.
    if (event->timerId() == m_timer.timerId())
        updateFreshness();
}

} // namespace client
