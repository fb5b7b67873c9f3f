// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/import/report.h"

#include <cmath>

namespace domain {

using namespace Qt::StringLiterals;

QString ImportReport::text() const
{
    QString lines;
    for (const ImportFault& fault : faults) {
        lines += fault.column.isEmpty() ? u"line %1: %2\n"_s.arg(QString::number(fault.line), fault.text)
                                        : u"line %1, %2: %3\n"_s.arg(QString::number(fault.line), fault.column, fault.text);
    }
    return lines;
}

ImportColumns::ImportColumns(const CsvTable& table, const QStringList& required, const QStringList& optional,
                             std::vector<ImportFault>& faults)
    : m_width(table.header.size()), m_faults(faults)
{
    for (qsizetype i = 0; i < table.header.size(); ++i) {
        const QString& name = table.header[i];
        m_places.insert(name, i);
        if (!required.contains(name) && !optional.contains(name)) {
            m_faults.push_back({1, name, u"is not a column of this table; there are %1"_s
                                             .arg((required + optional).join(u", "_s))});
        }
    }
    for (const QString& name : required) {
        if (!m_places.contains(name))
            m_faults.push_back({1, name, u"the header line lacks this column"_s});
    }
}

bool ImportColumns::enter(const CsvTable::Record& record)
{
    m_record = &record;
    m_clean = record.fields.size() == m_width;
    if (!m_clean) {
        m_faults.push_back({record.line, {}, u"has %1 fields where the header line has %2"_s.arg(
                                                 QString::number(record.fields.size()), QString::number(m_width))});
    }
    return m_clean;
}

std::optional<QString> ImportColumns::field(QLatin1StringView column) const
{
    const auto place = m_places.constFind(QString(column));
    return place == m_places.constEnd() ? std::nullopt : std::optional(m_record->fields.value(*place));
}

std::optional<QString> ImportColumns::text(QLatin1StringView column, int longest)
{
    auto value = field(column);
    if (value && value->size() > longest)
        complain(column, u"is longer than %1 characters"_s.arg(longest));
    return value;
}

QString ImportColumns::required(QLatin1StringView column, int longest)
{
    const QString value = text(column, longest).value_or(QString());
    if (value.isEmpty())
        complain(column, u"is empty"_s);
    return value;
}

std::optional<std::optional<double>> ImportColumns::number(QLatin1StringView column, double least, double most)
{
    auto value = field(column);
    if (!value)
        return std::nullopt;
    if (value->isEmpty())
        return std::optional<double>();
    value->replace(u',', u'.');
    bool ok = false;
    const double number = value->toDouble(&ok);
    if (!ok || !std::isfinite(number)) {
        complain(column, u"is not a number"_s);
        return std::optional<double>();
    }
    if (number < least || number > most) {
        complain(column, u"must be from %1 to %2"_s.arg(QString::number(least), QString::number(most)));
        return std::optional<double>();
    }
    return std::optional(number);
}

void ImportColumns::complain(QLatin1StringView column, const QString& text)
{
    m_clean = false;
    m_faults.push_back({m_record->line, QString(column), text});
}

} // namespace domain
