// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace domain {

/// A table as RFC 4180 writes one, with its header line.
struct CsvTable
{
    struct Record
    {
        int line = 0; ///< of the file, from 1, where the record begins
        QStringList fields; ///< trimmed; may be fewer or more than the header has
    };
    QStringList header; ///< trimmed, lower case
    std::vector<Record> records;
};

/// Why a file cannot be read as a table at all.
struct CsvError
{
    int line = 0;
    QString text;
    friend bool operator==(const CsvError&, const CsvError&) = default;
};

/// UTF-8, with or without a byte order mark; lines end with LF, CRLF or CR; fields are separated by
/// commas, or by semicolons if the header line has more of those (a spreadsheet's export under a
/// Russian locale). Empty lines are skipped. Refused: other encodings, NUL, a missing header, a name twice
/// in it, a quote that is not closed or stands in the middle of a field.
base::Result<CsvTable, CsvError> parseCsv(const QByteArray& file);

} // namespace domain
