// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// Every category of both programs, so that one filter rule ("vakhta.net.debug=true") can be written
// without searching. Messages are whole untranslated sentences and never hold a secret: no token,
// password, card number or query string.
Q_DECLARE_LOGGING_CATEGORY(lcNet)      // vakhta.net: listener, connections, sessions
Q_DECLARE_LOGGING_CATEGORY(lcApi)      // vakhta.api: our own HTTP and WebSocket API
Q_DECLARE_LOGGING_CATEGORY(lcAuth)     // vakhta.auth: logins, tokens, refusals
Q_DECLARE_LOGGING_CATEGORY(lcStorage)  // vakhta.storage: database, journal, migrations
Q_DECLARE_LOGGING_CATEGORY(lcDomain)   // vakhta.domain: rules
Q_DECLARE_LOGGING_CATEGORY(lcDevice)   // vakhta.device: devices' posts, strangers
Q_DECLARE_LOGGING_CATEGORY(lcServer)   // vakhta.server: start, stop, configuration
Q_DECLARE_LOGGING_CATEGORY(lcLink)     // vakhta.link: the desktop's link
Q_DECLARE_LOGGING_CATEGORY(lcStore)    // vakhta.store: the desktop's cache
Q_DECLARE_LOGGING_CATEGORY(lcUi)       // vakhta.ui: the desktop's windows

namespace base {

enum class LogFormat { Text, Json };

/// Sends every Qt message to standard error, a line each: text for people and journald, or one JSON
/// object a line ("at", "level", "category", "message") for collectors. Call once, from main().
void installLogging(LogFormat format);

} // namespace base
