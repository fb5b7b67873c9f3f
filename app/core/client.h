// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alertcenter.h"
#include "base/clock.h"
#include "core/clientoptions.h"
#include "link/linkstatus.h"
#include "link/signin.h"
#include "models/models.h"
#include "models/overview.h"
#include "protocol/auth.h"
#include "store/outboxentry.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace client {

class Backend;
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

    /// A write that must reach the server exactly once, now or when the link is back. Returns its key.
    QString send(const OutboxRequest& request);
    /// Newest first: what is waiting, and what came to a conflict or failed, until dismissed.
    const std::vector<OutboxEntry>& outbox() const { return m_outbox; }
    void dismissFromOutbox(const QString& key);

    /// True when tokens are kept in a file because there is no secret service here.
    bool tokensInFile() const;

signals:
    void linkChanged(const client::LinkStatus& status);
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
    void openBackend();
    void applyBatch(const RowBatchPtr& batch);
    void updateFreshness();

    ClientOptions m_options;
    base::SystemClock m_clock;
    Models m_models;
    Overview m_overview;
    AlertCenter m_alerts;
    LinkStatus m_link;
    std::optional<protocol::Me> m_me;
    std::vector<OutboxEntry> m_outbox;
    std::unique_ptr<TokenVault> m_vault;
    QThread m_thread;
    Backend* m_backend = nullptr; ///< lives on m_thread, deleted by it
};

} // namespace client
