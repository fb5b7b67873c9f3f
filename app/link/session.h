// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/httpjob.h"
#include "link/signin.h"
#include "link/timings.h"
#include "protocol/auth.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>
#include <vector>

namespace client {

/// The right to ask: holds the tokens, signs in, refreshes, and sends requests with them. A 401 is
/// answered by one refresh, however many requests ran into it, and their repetition; if that does
/// not help, signInNeeded() once. Lives on the link's thread.
class Session final : public QObject
{
    Q_OBJECT
public:
    /// A token kept by somebody else (--token-file), read again when the one in use is refused.
    using TokenReader = std::function<std::optional<QString>()>;

    Session(QUrl server, LinkTimings timings, QObject* parent = nullptr);

    const QUrl& server() const { return m_server; }
    bool hasToken() const { return !m_tokens.access.isEmpty(); }
    QByteArray bearer() const { return m_tokens.access.toLatin1(); }

    /// Tokens from the vault; empty ones sign out.
    void setTokens(const protocol::Tokens& tokens);
    void setTokenReader(TokenReader reader);
    /// Asks the reader: true when it had another token than the one in use.
    bool readAgain();
    /// Ends in signedIn() or signInFailed().
    void signIn(const QString& user, const QString& password);

    using Answered = std::function<void(const HttpAnswer&)>;
    /// Sends with the token. answered() is called once, unless context goes before; outcome
    /// Unauthorized then means that a person must sign in, and signInNeeded() has said so.
    void send(HttpRequest request, QObject* context, Answered answered);
    /// Who we are; none when it cannot be known now.
    void askMe(QObject* context, std::function<void(const std::optional<protocol::Me>&)> answered);

    /// A fresh access token: true when there is one. For what cannot be sent through send().
    void refresh(QObject* context, std::function<void(bool)> done);
    /// The same before the token in use has ended: where nothing fresh is to be had, nobody is asked.
    void refreshEarly(QObject* context, std::function<void(bool)> done);
    /// A refusal that came another way (a close code).
    void refuse(SignInReason reason);

    HttpRequest get(const QString& path, const QUrlQuery& query = {}) const;
    HttpRequest post(const QString& path, const QJsonObject& body) const;

signals:
    void signedIn(const protocol::Tokens& tokens, const protocol::Me& me);
    void signInFailed(client::SignInFailure failure);
    /// New tokens from a refresh: to be kept.
    void tokensChanged(const protocol::Tokens& tokens);
    /// Once until the next tokens.
    void signInNeeded(client::SignInReason reason);
    /// The server's clock minus ours, to about a second.
    void serverOffset(std::chrono::milliseconds offset);

private:
    struct Waiter
    {
        QPointer<QObject> context;
        std::function<void(bool)> done;
    };

    void run(HttpRequest request, QObject* context, Answered answered);
    void askForMe(const protocol::Tokens& tokens);
    void refreshed(bool success);

    QUrl m_server;
    LinkTimings m_timings;
    QNetworkAccessManager m_network;
    protocol::Tokens m_tokens;
    TokenReader m_reader;
    std::vector<Waiter> m_waiting; ///< for the refresh under way
    bool m_refreshing = false;
    bool m_asked = false; ///< signInNeeded() was emitted for these tokens
};

} // namespace client
