// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alertcenter.h"
#include "alerts/receipts.h"
#include "base/clock.h"
#include "base/mailbox.h"
#include "core/actions.h"
#include "core/clientoptions.h"
#include "core/reply.h"
#include "diagnosis/report.h"
#include "link/linkstatus.h"
#include "link/signin.h"
#include "models/models.h"
#include "models/overview.h"
#include "protocol/auth.h"
#include "store/outboxentry.h"

#include <QBasicTimer>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>
#include <optional>

namespace client {

class TokenVault;

/// The whole desktop without its windows: one object on the interface's thread, which owns the thread
/// that the link and the store live on. Everything here is called from, and signals on, the
/// interface's thread.
class Client final : public QObject
{
    Q_OBJECT
public:
    explicit Client(ClientOptions options, QObject* parent = nullptr);
    ~Client() override;

    /// Shows the cached rows, then goes to the server. Once.
    void start();

    const QUrl& server() const { return m_options.server; }
    const QString& userName() const { return m_options.user; }
    const LinkStatus& link() const { return m_link; }
    /// Who is signed in, as the server or else the cache knows; none before that.
    const std::optional<protocol::Me>& me() const { return m_me; }

    Models& models() { return m_models; }
    Overview& overview() { return m_overview; }
    AlertCenter& alerts() { return m_alerts; }
    const base::Clock& clock() const { return m_clock; }

    /// Answers with signedIn() or signInFailed(). Another server or user opens that cache instead.
    void signIn(const QUrl& server, const QString& user, const QString& password);
    /// Forgets the tokens; the cache stays.
    void signOut();
    /// Tries every transport now.
    void probeNow();
    /// Looks at the way to the server hop by hop, with the token in use. Answers with linkChecked() for
    /// each step and linkCheckEnded(); asked again meanwhile, it begins anew.
    void checkLink();

    /// A write that must reach the server exactly once, now or when the link is back. Returns its key.
    QString send(const OutboxRequest& request);
    /// The same, for what people do.
    const Actions& actions() const { return m_actions; }
    /// The write in the outbox that is about this row; null: none.
    const OutboxEntry* waitingFor(const QString& topic, qint64 id) const;
    /// Oldest first: what is waiting, and what came to a conflict or failed, until dismissed.
    const std::vector<OutboxEntry>& outbox() const { return m_outbox; }
    void dismissFromOutbox(const QString& key);

    /// Answers once on this thread, unless context goes before; without a link with !ok.
    void ask(const Question& question, QObject* context, ReplyHandler answered);
    /// These notifications are on screen, in a table: their senders will know.
    void noteDisplayed(const QList<qint64>& notifications);

    /// True when tokens are kept in a file because there is no secret service here.
    bool tokensInFile() const;
    /// The server's clock minus ours, to about a second: for how long something has been waiting.
    std::chrono::milliseconds serverOffset() const { return m_serverOffset; }

signals:
    void linkChanged(const client::LinkStatus& status);
    void linkChecked(const diagnosis::Check& check);
    void linkCheckEnded(bool well);
    void meChanged();
    /// Ask once; the screen stays as it is.
    void signInNeeded(client::SignInReason reason);
    void signInFailed(client::SignInFailure failure);
    void signedIn();
    /// The first rows, cached or fresh, are in the models.
    void firstRows();
    void outboxChanged();
    void tokensInFileChanged();

private:
    struct Worker;

    void openBackend();
    void goOnline(const protocol::Tokens& tokens);
    void finishSignIn(const QUrl& server, const QString& user, const protocol::Tokens& tokens,
                      const protocol::Me& me);
    void takeBatch(const RowBatch& batch);
    void takeMe(const protocol::Me& me);
    void report(const std::vector<protocol::Receipt>& receipts);
    void answer(const std::vector<Alert>& alerts);
    void updateFreshness();
    void timerEvent(QTimerEvent* event) override;
    void watchNetwork();

    ClientOptions m_options;
    base::SystemClock m_clock;
    Models m_models;
    Overview m_overview;
    AlertCenter m_alerts;
    Receipts m_receipts;
    Actions m_actions;
    LinkStatus m_link;
    bool m_complete = false;
    QDateTime m_asOf;
    std::chrono::milliseconds m_serverOffset{0};
    std::optional<protocol::Me> m_me;
    std::vector<OutboxEntry> m_outbox;
    QHash<std::pair<QString, qint64>, size_t> m_waiting; ///< by row: its newest entry in m_outbox
    std::unique_ptr<TokenVault> m_vault;
    bool m_hasRows = false;
    int m_linkCheck = 0; ///< the one under way, counted
    qint64 m_backfillMs = 0; ///< monotonic; when rows last came that were no news
    int m_backendNumber = 0; ///< what an earlier backend still has to say is not heard
    QBasicTimer m_timer;
    base::Mailbox m_mailbox; ///< from the worker; goes before everything that its letters touch
    std::unique_ptr<Worker> m_worker;
};

} // namespace client
