// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/reach.h"
#include "protocol/error.h"

#include <QString>

#include <limits>
#include <optional>

/// What the café's services say of values they cannot take.
namespace domain {

/// For those who want a list as a whole.
inline constexpr CafeSpan everyRow{.offset = 0, .limit = std::numeric_limits<int>::max()};

inline protocol::Error fieldError(const QString& field, const QString& what)
{
    return {protocol::ErrorCode::ValidationFailed, field + u' ' + what, {{QStringLiteral("field"), field}}};
}

inline base::Unexpected<protocol::Error> badField(const QString& field, const QString& what)
{
    return {fieldError(field, what)};
}

/// Trims the text; none: it has least to most characters and nothing in it that cannot be shown.
inline std::optional<protocol::Error> textComplaint(QString& text, const QString& field, int least, int most = 255)
{
    text = text.trimmed();
    if (text.size() < least || text.size() > most)
        return fieldError(field, QStringLiteral("must have %1 to %2 characters").arg(least).arg(most));
    if (text.contains(QChar(u'\0')))
        return fieldError(field, QStringLiteral("must not hold a zero character"));
    return std::nullopt;
}

} // namespace domain
