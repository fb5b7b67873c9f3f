// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "core/client.h"
#include "link/linkstatus.h"

#include <QString>

namespace ui {

/// A person's words for what the client says in enums. Whole sentences, one place.
QString reasonText(client::LinkReason reason);
QString transportText(client::Transport transport);
QString signInText(client::SignInReason reason);
QString failureText(client::SignInFailure failure);

struct AlertWords
{
    QString title;
    QString text;
};
/// The wire may carry emoji before its words; the interface has marks of its own.
QString withoutEmoji(const QString& title);
AlertWords wordsFor(const client::Alert& alert);
/// The icon of what the alert is about.
QLatin1StringView iconFor(client::AlertKind kind);

} // namespace ui
