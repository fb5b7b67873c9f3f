// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outboxsender.h"
#include "core/receiptsender.h"
#include "core/reply.h"
#include "link/session.h"
#include "link/supervisor.h"
#include "store/store.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace client {

/// One person at one server: the link, the store, and what ties them. Lives on the worker thread;
/// says everything through Listener, whose functions must be fit to be called there.
class Backend final : public QObject
{
    Q_OBJECT
public:
    struct Config
    {
        QUrl server;
        QString cacheFile; ///< empty: in memory
        QString tokenFile;    ///< empty: tokens come from setTokens()
        QString tokenSubject; ///< whose token was in it when this began; empty: it did not say
        QString desktopId; ///< names this desktop to the server's ledgers
        LinkTimings timings;
    };
    /// What is known of the rows as a whole.
    struct Health
    {
        LinkStatus link;
        bool complete = false; ///< a whole picture is here, and the stream goes on from it
        QDateTime asOf;        ///< the rows were right then, UTC
        std::chrono::milliseconds serverOffset{0}; ///< the server's clock minus ours
    };
    struct Listener
    {
        std::function<void(RowBatchPtr)> batch;
        std::function<void(int rows)> cacheLoaded;
        std::function<void(Health)> health;
        std::function<void(protocol::Me)> me;
        std::function<void(protocol::Tokens)> tokens; ///< to be kept
        std::function<void(SignInReason)> signInNeeded;
        std::function<void(std::vector<OutboxEntry>)> outbox;
    };

    Backend(Config config, Listener listener, const base::Clock& clock);
    ~Backend() override;

    /// Shows the cache; the link waits for goOnline().
    void open();
    /// With tokens of a vault or of a fresh sign-in; empty ones: --token-file, or nothing.
    void goOnline(const protocol::Tokens& tokens);
    /// As told by the server a moment ago.
    void setMe(const protocol::Me& me);
    void signOut();
    void probeNow(const QString& why);
    /// The access token in use; empty: none.
    QByteArray bearer() const { return m_session.bearer(); }

    void send(const QString& key, const OutboxRequest& request);
    void dismissFromOutbox(const QString& key);
    void addReceipts(const std::vector<protocol::Receipt>& receipts);
    /// Once; answered() is called on this thread.
    void ask(const Question& question, ReplyHandler answered);

private:
    void askMe();
    void useMe(const protocol::Me& me);
    void report();
    void reportOutbox();

    Config m_config;
    Listener m_listener;
    Store m_store;
    Session m_session;
    Supervisor m_supervisor;
    OutboxSender m_sender;
    ReceiptSender m_receipts;
    QTimer m_askMeAgain;
    QTimer m_readTokenAgain; ///< the token file, while its token is not taken
    std::chrono::milliseconds m_serverOffset{0};
    bool m_knowsMe = false; ///< asked and answered in this run
    bool m_askingMe = false;
};

} // namespace client
