// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace protocol {

/// A place in one journal: everything up to and including seq has been seen. The epoch names the
/// journal: a cursor from another one (a restored backup, a new database) says nothing here.
struct Cursor
{
    QString epoch;
    qint64 seq = 0;

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// "<epoch>:<seq>"
QString toWire(const Cursor& cursor);
std::optional<Cursor> cursorFromWire(const QString& text);

} // namespace protocol
