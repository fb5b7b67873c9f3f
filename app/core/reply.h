// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QString>

namespace client {

/// What the server said to a question that no topic answers (an alarm's history, a timesheet's rows).
struct Reply
{
    bool ok = false;     ///< json is the answer
    int status = 0;      ///< HTTP; 0: nobody answered
    QString errorCode{}; ///< the wire's, of a refusal; empty: none
    QJsonDocument json{};
};

} // namespace client
