// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QByteArray>
#include <QSqlError>
#include <QString>

#include <exception>

namespace storage {

/// What the database refused. Thrown by Connection and Rows only, and caught once around each unit
/// (Engine) or file operation (backup.h): repositories neither throw nor catch anything themselves.
class SqlError final : public std::exception
{
public:
    SqlError(const QSqlError& error, const QString& where);
    explicit SqlError(const QString& text);

    const char* what() const noexcept override { return m_what.constData(); }
    QString text() const { return QString::fromUtf8(m_what); }
    /// SQLite's primary result code (sqlite.org/rescode.html), -1 when the error is not SQLite's.
    int code() const { return m_code; }

    bool isBusy() const { return m_code == 5 || m_code == 6; }
    bool isFull() const { return m_code == 13; }
    bool isCorrupt() const { return m_code == 11 || m_code == 26; }

    /// Unavailable for what may pass (disk full, locked, I/O), else Internal. Without the SQL text,
    /// which is for the log.
    protocol::Error toError() const;

private:
    QByteArray m_what;
    int m_code = -1;
};

} // namespace storage
