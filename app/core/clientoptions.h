// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alertrules.h"
#include "alerts/annunciator.h"
#include "link/timings.h"

#include <QString>
#include <QUrl>

namespace client {

/// What the desktop is started with.
struct ClientOptions
{
    QUrl server;       ///< http:// or https://; the WebSocket's address follows from it
    QString user;      ///< login name; empty until someone signs in
    QString tokenFile; ///< an access token kept by somebody else; read again when it is refused
    QString folder;    ///< for the caches and the token file; empty: the platform's place
    bool useKeychain = true;
    LinkTimings link;
    AlertRules::Timings alertRules;
    Annunciator::Limits annunciator;
};

} // namespace client
