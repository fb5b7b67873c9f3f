// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace client {

/// What is in a file that somebody else keeps (--token-file); none, and a line in the log, when it
/// cannot be read.
std::optional<QString> readTokenFile(const QString& path);

/// Whose a JSON Web Token says it is (its "sub"), unverified: good enough for choosing whose cache to
/// open, for nothing else. Empty: it does not say.
QString tokenSubject(const QString& token);

} // namespace client
