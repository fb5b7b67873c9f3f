// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/cursor.h"

namespace protocol {

QString toWire(const Cursor& cursor)
{
    return cursor.epoch + u':' + QString::number(cursor.seq);
}

std::optional<Cursor> cursorFromWire(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    bool ok = false;
    const qint64 seq = QStringView(text).mid(colon + 1).toLongLong(&ok);
    if (!ok || seq < 0)
        return std::nullopt;
    return Cursor{text.left(colon), seq};
}

} // namespace protocol
