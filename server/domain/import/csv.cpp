// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/import/csv.h"

#include <QSet>
#include <QStringDecoder>

namespace domain {

using namespace Qt::StringLiterals;

namespace {

base::Unexpected<CsvError> csvFailure(int line, const QString& text)
{
    return {CsvError{line, text}};
}

/// Walks through the text, a record at a time.
class CsvReader final
{
public:
    CsvReader(QStringView text, QChar separator) : m_text(text), m_separator(separator) {}

    bool atEnd() const { return m_at >= m_text.size(); }

    /// The next record, which may span lines within quotes.
    base::Result<CsvTable::Record, CsvError> next()
    {
        CsvTable::Record record{.line = m_line, .fields = {}};
        while (true) {
            auto field = nextField();
            if (!field)
                return base::Unexpected<CsvError>{field.error()};
            record.fields.append(field->trimmed());
            if (atEnd())
                return record;
            if (m_text[m_at] == m_separator) {
                ++m_at;
                continue;
            }
            skipLineEnd();
            return record;
        }
    }

private:
    bool atFieldEnd() const
    {
        return atEnd() || m_text[m_at] == m_separator || m_text[m_at] == u'\n' || m_text[m_at] == u'\r';
    }

    void skipLineEnd()
    {
        if (m_text[m_at] == u'\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'\n')
            ++m_at;
        ++m_at;
        ++m_line;
    }

    base::Result<QString, CsvError> nextField()
    {
        if (!atEnd() && m_text[m_at] == u'"')
            return nextQuoted();
        const qsizetype start = m_at;
        for (; !atFieldEnd(); ++m_at) {
            if (m_text[m_at] == u'"')
                return csvFailure(m_line, u"a quote inside a field: put the whole field in quotes and double the quote"_s);
        }
        return m_text.mid(start, m_at - start).toString();
    }

    base::Result<QString, CsvError> nextQuoted()
    {
        const int opened = m_line;
        QString field;
        for (++m_at; !atEnd(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c != u'"') {
                const bool crlf = c == u'\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'\n';
                if ((c == u'\n' || c == u'\r') && !crlf)
                    ++m_line;
                field.append(c);
                continue;
            }
            if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
                field.append(u'"');
                ++m_at;
                continue;
            }
            ++m_at;
            if (!atFieldEnd())
                return csvFailure(m_line, u"text after a closing quote"_s);
            return field;
        }
        return csvFailure(opened, u"a quote that is never closed"_s);
    }

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
};

bool isBlank(const CsvTable::Record& record)
{
    return record.fields.size() == 1 && record.fields.constFirst().isEmpty();
}

/// Whichever the first line that is not empty has more of.
QChar separatorOf(QStringView text)
{
    qsizetype start = 0;
    while (start < text.size() && text[start].isSpace())
        ++start;
    qsizetype end = start;
    while (end < text.size() && text[end] != u'\n' && text[end] != u'\r')
        ++end;
    const QStringView line = text.mid(start, end - start);
    return line.count(u';') > line.count(u',') ? u';' : u',';
}

} // namespace

base::Result<CsvTable, CsvError> parseCsv(const QByteArray& file)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(file);
    if (decoder.hasError()) {
        // The decoder does not tell where: look for the line.
        int line = 1;
        for (const QByteArray& part : file.split('\n')) {
            QStringDecoder probe(QStringDecoder::Utf8);
            const QString decoded = probe.decode(part);
            if (probe.hasError())
                return csvFailure(line, u"the file is not UTF-8"_s);
            ++line;
        }
        return csvFailure(1, u"the file is not UTF-8"_s);
    }
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);
    if (const qsizetype nul = text.indexOf(QChar(u'\0')); nul >= 0)
        return csvFailure(1 + static_cast<int>(QStringView(text).first(nul).count(u'\n')), u"a NUL in the text"_s);

    const QChar separator = separatorOf(text);
    CsvReader reader(text, separator);
    CsvTable table;
    bool haveHeader = false;
    while (!reader.atEnd()) {
        auto record = reader.next();
        if (!record)
            return base::Unexpected<CsvError>{record.error()};
        if (isBlank(*record))
            continue;
        if (haveHeader) {
            table.records.push_back(std::move(*record));
            continue;
        }
        QSet<QString> seen;
        for (const QString& field : std::as_const(record->fields)) {
            const QString name = field.toLower();
            if (name.isEmpty())
                return csvFailure(record->line, u"a column without a name in the header line"_s);
            if (seen.contains(name))
                return csvFailure(record->line, u"the column %1 stands twice in the header line"_s.arg(name));
            seen.insert(name);
            table.header.append(name);
        }
        haveHeader = true;
    }
    if (!haveHeader)
        return csvFailure(1, u"the file is empty: a header line is required"_s);
    return table;
}

} // namespace domain
