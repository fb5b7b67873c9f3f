// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/session.h"

#include "base/logging.h"
#include "link/address.h"

#include <QJsonDocument>

namespace client {

using namespace Qt::StringLiterals;

namespace {

template <class T>
protocol::Result<T> readBody(const HttpAnswer& answer, protocol::Result<T> (*read)(const QJsonObject&))
{
    return read(QJsonDocument::fromJson(answer.body).object());
}

SignInFailure failureOf(const HttpAnswer& answer)
{
    switch (answer.outcome) {
    case HttpOutcome::Unauthorized:
        return SignInFailure::WrongCredentials;
    case HttpOutcome::Unreachable:
        return SignInFailure::ServerUnreachable;
    case HttpOutcome::Busy:
        return answer.status == 429 ? SignInFailure::TooManyAttempts : SignInFailure::ServerUnreachable;
    case HttpOutcome::Refused:
        if (answer.status == 403)
            return SignInFailure::AccountInactive;
        // Too short a name or password is wrong like any other.
        if (answer.error)
            return SignInFailure::WrongCredentials;
        break;
    case HttpOutcome::Success:
    case HttpOutcome::NotModified:
        break;
    }
    return SignInFailure::NotOurServer;
}

} // namespace

Session::Session(QUrl server, LinkTimings timings, QObject* parent)
    : QObject(parent), m_server(std::move(server)), m_timings(timings)
{
    m_network.setAutoDeleteReplies(false);
}

void Session::setTokens(const protocol::Tokens& tokens)
{
    m_tokens = tokens;
    m_asked = false;
}

void Session::setTokenReader(TokenReader reader)
{
    m_reader = std::move(reader);
    if (m_tokens.access.isEmpty())
        readAgain();
}

bool Session::readAgain()
{
    if (!m_reader)
        return false;
    const auto token = m_reader();
    if (!token || token->isEmpty() || *token == m_tokens.access)
        return false;
    m_tokens = {*token, {}};
    m_asked = false;
    return true;
}

HttpRequest Session::get(const QString& path, const QUrlQuery& query) const
{
    return {.method = "GET", .url = apiUrl(m_server, path, query), .timeout = m_timings.request};
}

HttpRequest Session::post(const QString& path, const QJsonObject& body) const
{
    return {.method = "POST", .url = apiUrl(m_server, path), .body = body, .timeout = m_timings.request};
}

void Session::run(HttpRequest request, QObject* context, Answered answered)
{
    auto* job = new HttpJob(m_network, std::move(request), this);
    // The answer is wanted for as long as its context lives; a job whose context is gone still ends.
    connect(job, &HttpJob::finished, context,
            [this, answered = std::move(answered)](const HttpAnswer& answer) {
                if (answer.serverTime) {
                    // The header is cut to the second and half the trip has passed since: good enough for
                    // telling news from old news.
                    const QDateTime now = QDateTime::currentDateTimeUtc();
                    emit serverOffset(std::chrono::milliseconds(now.msecsTo(*answer.serverTime) + 500) +
                                      answer.took / 2);
                }
                answered(answer);
            });
    job->start();
}

// ---- signing in ----

void Session::signIn(const QString& user, const QString& password)
{
    run(post(u"/api/v1/auth/login"_s, protocol::toJson(protocol::Login{user, password})), this,
        [this](const HttpAnswer& answer) {
            if (answer.outcome != HttpOutcome::Success) {
                qCInfo(lcLink, "Signing in failed: %s.", qUtf8Printable(answer.detail));
                emit signInFailed(failureOf(answer));
                return;
            }
            const auto tokens = readBody(answer, &protocol::tokensFromJson);
            if (!tokens)
                emit signInFailed(SignInFailure::NotOurServer);
            else
                askForMe(*tokens);
        });
}

void Session::askForMe(const protocol::Tokens& tokens)
{
    HttpRequest request = get(u"/api/v1/auth/me"_s);
    request.bearer = tokens.access.toLatin1();
    run(std::move(request), this, [this, tokens](const HttpAnswer& answer) {
        if (answer.outcome != HttpOutcome::Success) {
            emit signInFailed(failureOf(answer));
            return;
        }
        const auto me = readBody(answer, &protocol::meFromJson);
        if (!me) {
            emit signInFailed(SignInFailure::NotOurServer);
            return;
        }
        setTokens(tokens);
        emit signedIn(tokens, *me);
    });
}

void Session::askMe(QObject* context, std::function<void(const std::optional<protocol::Me>&)> answered)
{
    send(get(u"/api/v1/auth/me"_s), context, [answered = std::move(answered)](const HttpAnswer& answer) {
        auto me = answer.outcome == HttpOutcome::Success
                      ? readBody(answer, &protocol::meFromJson)
                      : protocol::Result<protocol::Me>(protocol::failure(protocol::ErrorCode::Unavailable));
        answered(me ? std::optional(std::move(*me)) : std::nullopt);
    });
}

// ---- asking with a token ----

void Session::send(HttpRequest request, QObject* context, Answered answered)
{
    request.bearer = bearer();
    const HttpRequest again = request;
    run(std::move(request), context, [this, again, context, answered](const HttpAnswer& answer) {
        if (answer.outcome != HttpOutcome::Unauthorized) {
            answered(answer);
            return;
        }
        // Somebody else's request may have brought fresh tokens in the meantime.
        const bool renewed = bearer() != again.bearer && hasToken();
        const auto retry = [this, again, context, answered, answer](bool fresh) {
            if (!fresh) {
                answered(answer);
                return;
            }
            HttpRequest second = again;
            second.bearer = bearer();
            run(std::move(second), context, [this, answered](const HttpAnswer& last) {
                if (last.outcome == HttpOutcome::Unauthorized)
                    refuse(SignInReason::Expired);
                answered(last);
            });
        };
        if (renewed)
            retry(true);
        else
            refresh(context, retry);
    });
}

void Session::refresh(QObject* context, std::function<void(bool)> done)
{
    m_waiting.push_back({context, std::move(done)});
    if (m_refreshing)
        return;
    m_refreshing = true;
    if (m_tokens.refresh.isEmpty()) {
        const bool read = readAgain();
        if (!read)
            refuse(hasToken() ? SignInReason::Expired : SignInReason::FirstTime);
        QMetaObject::invokeMethod(
            this, [this, read] { refreshed(read); }, Qt::QueuedConnection);
        return;
    }
    run(post(u"/api/v1/auth/refresh"_s, {{u"refresh_token"_s, m_tokens.refresh}}), this,
        [this, used = m_tokens.refresh](const HttpAnswer& answer) {
            if (used != m_tokens.refresh) { // signed in or out in the meantime
                refreshed(hasToken());
                return;
            }
            if (answer.outcome == HttpOutcome::Success) {
                if (const auto tokens = readBody(answer, &protocol::tokensFromJson)) {
                    setTokens(*tokens);
                    emit tokensChanged(*tokens);
                    refreshed(true);
                    return;
                }
            }
            qCInfo(lcLink, "Refreshing the token failed: %s.", qUtf8Printable(answer.detail));
            if (answer.outcome == HttpOutcome::Unauthorized || answer.outcome == HttpOutcome::Refused) {
                const bool closed =
                    answer.error && answer.error->code == protocol::ErrorCode::AccountInactive;
                refuse(closed ? SignInReason::AccountClosed : SignInReason::Expired);
            }
            refreshed(false);
        });
}

void Session::refreshEarly(QObject* context, std::function<void(bool)> done)
{
    if (m_tokens.refresh.isEmpty())
        done(readAgain());
    else
        refresh(context, std::move(done));
}

void Session::refreshed(bool success)
{
    m_refreshing = false;
    const std::vector<Waiter> waiting = std::exchange(m_waiting, {});
    for (const Waiter& waiter : waiting) {
        if (waiter.context)
            waiter.done(success);
    }
}

void Session::refuse(SignInReason reason)
{
    if (std::exchange(m_asked, true))
        return;
    emit signInNeeded(reason);
}

} // namespace client
