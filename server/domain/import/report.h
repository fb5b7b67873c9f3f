// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/import/csv.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// What was wrong in which line.
struct ImportFault
{
    int line = 0;   ///< of the file, from 1
    QString column; ///< empty: the whole line
    QString text;
    friend bool operator==(const ImportFault&, const ImportFault&) = default;
};

/// What an import did, or why it did nothing.
struct ImportReport
{
    int added = 0;
    int updated = 0;
    int unchanged = 0;
    std::vector<ImportFault> faults; ///< by line; any at all: nothing was put in

    bool ok() const { return faults.empty(); }
    /// "line 3, rfid_uid: …", a line each.
    QString text() const;
};

/// Reads a table's records by column name and collects what is wrong with them.
class ImportColumns final
{
public:
    /// Complains of columns that are missing or that nobody knows (a typing error would otherwise
    /// silently take a value away).
    ImportColumns(const CsvTable& table, const QStringList& required, const QStringList& optional,
                  std::vector<ImportFault>& faults);

    /// Before the fields of a record; false: its number of fields is wrong, which is complained of.
    bool enter(const CsvTable::Record& record);
    /// The field, empty where the record has it empty; none where the table has no such column.
    std::optional<QString> field(QLatin1StringView column) const;
    /// As field(), complaining when it is longer than that many characters.
    std::optional<QString> text(QLatin1StringView column, int longest);
    /// As text(), complaining also when it is empty.
    QString required(QLatin1StringView column, int longest);
    /// A decimal number, with a point or a comma; complains unless least ≤ number ≤ most.
    /// none: no such column; inner none: empty.
    std::optional<std::optional<double>> number(QLatin1StringView column, double least, double most);

    void complain(QLatin1StringView column, const QString& text);
    /// Faults in this record so far.
    bool clean() const { return m_clean; }

private:
    QHash<QString, qsizetype> m_places;
    qsizetype m_width;
    std::vector<ImportFault>& m_faults;
    const CsvTable::Record* m_record = nullptr;
    bool m_clean = true;
};

} // namespace domain
