// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/report.h"

namespace diagnosis {

/// A check for a person, in the language of the program: English where no translation is installed.
struct Words
{
    QString what;   ///< a sentence: what was found
    QString advice; ///< what to change; empty: nothing
};
Words wordsFor(const Check& check);

/// What can be said of the other wires' sockets; no words where it is about something else.
Words wordsOfDialect(Finding finding, const QStringList& values);

/// "Name", "TLS", "WebSocket upgrade".
QString nameOf(Step step);

} // namespace diagnosis
