// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlerror.h"

namespace storage {

using namespace Qt::StringLiterals;

SqlError::SqlError(const QSqlError& error, const QString& where)
    : m_what(QString(error.text() + u" ["_s + where + u']').toUtf8())
{
    bool ok = false;
    const int code = error.nativeErrorCode().toInt(&ok);
    if (ok)
        m_code = code & 0xff; // extended codes hold the primary one in their low byte
}

SqlError::SqlError(const QString& text) : m_what(text.toUtf8()) {}

protocol::Error SqlError::toError() const
{
    switch (m_code) {
    case 5:  // BUSY
    case 6:  // LOCKED
    case 7:  // NOMEM
    case 8:  // READONLY
    case 10: // IOERR
    case 13: // FULL
    case 14: // CANTOPEN
        return {protocol::ErrorCode::Unavailable, {}, {}};
    default:
        return {protocol::ErrorCode::Internal, {}, {}};
    }
}

} // namespace storage
