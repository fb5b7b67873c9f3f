// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

#include <functional>

namespace client {

/// What is asked of the server now or not at all: what no topic tells (an alarm's history, a
/// timesheet's hours), and what makes no sense later (a code that is read off the screen).
struct Question
{
    QString path; ///< below the server's address: "/api/v1/…"
    QUrlQuery query{};
    QByteArray method = "GET";
    QJsonObject body{}; ///< of a POST
};

/// What the server said to a question.
struct Reply
{
    bool ok = false;     ///< json is the answer; null where there is nothing to say
    int status = 0;      ///< HTTP; 0: nobody answered
    QString errorCode{}; ///< the wire's, of a refusal; empty: none
    QJsonDocument json{};
};

using ReplyHandler = std::function<void(const Reply&)>;

} // namespace client
