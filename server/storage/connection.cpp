// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"

#include <QStringList>

#include <atomic>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

/// "Vkht": says in the file's header whose it is.
constexpr int applicationId = 0x566b6874;
/// Far above what all repositories use; only SQL put together at run time could get there.
constexpr size_t keptStatements = 400;

const std::vector<QString>& parameterNames()
{
    static const std::vector<QString> s_names = [] {
        std::vector<QString> names;
        for (int i = 0; i < 64; ++i)
            names.push_back(u":p%1"_s.arg(i, 2, 10, QChar(u'0')));
        return names;
    }();
    return s_names;
}

/// With a name for each ?, in their order. QSqlQuery builds a text and looks it up for every value that
/// is bound by position, which cost as much as SQLite's own work; a name that is ready is only looked up.
QString withNamedParameters(QLatin1StringView sql)
{
    QString named;
    QChar quote;
    size_t count = 0;
    for (const char latin : sql) {
        const QChar c = QLatin1Char(latin);
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'\'' || c == u'"')
            quote = c;
        if (c == u'?' && quote.isNull())
            named += parameterNames().at(count++);
        else
            named += c;
    }
    return named;
}

QString uniqueConnectionName()
{
    static std::atomic<quint64> s_counter = 0;
    return u"vakhta-%1"_s.arg(++s_counter);
}

} // namespace

Rows::~Rows()
{
    if (!m_statement)
        return;
    m_statement->query.finish(); // else the statement would hold its read lock
    m_statement->busy = false;
}

bool Rows::next()
{
    if (m_statement->query.next())
        return true;
    if (m_statement->query.lastError().isValid())
        throw SqlError(m_statement->query.lastError(), m_statement->query.lastQuery());
    return false;
}

QDateTime Rows::time(int column) const
{
    return QDateTime::fromMSecsSinceEpoch(integer(column), Qt::UTC);
}

protocol::Roles Rows::roles(int column) const
{
    return protocol::Roles::fromBits(static_cast<quint32>(integer(column)));
}

std::optional<qint64> Rows::optionalInteger(int column) const
{
    const QVariant found = value(column);
    return found.isNull() ? std::nullopt : std::optional<qint64>(found.toLongLong());
}

std::optional<double> Rows::optionalNumber(int column) const
{
    const QVariant found = value(column);
    return found.isNull() ? std::nullopt : std::optional<double>(found.toDouble());
}

std::optional<QString> Rows::optionalText(int column) const
{
    const QVariant found = value(column);
    return found.isNull() ? std::nullopt : std::optional<QString>(found.toString());
}

std::optional<QDateTime> Rows::optionalTime(int column) const
{
    return isNull(column) ? std::nullopt : std::optional<QDateTime>(time(column));
}

std::optional<QDate> Rows::optionalDate(int column) const
{
    return isNull(column) ? std::nullopt : std::optional<QDate>(date(column));
}

void Rows::throwNoId(int column) const
{
    throw SqlError(u"Column %1 holds no id [%2]"_s.arg(column).arg(m_statement->query.lastQuery()));
}

Connection::Connection(const QString& file, Access access) : m_access(access), m_name(uniqueConnectionName())
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    try {
        if (!m_database.open())
            throw SqlError(m_database.lastError(), file);
        configure();
    } catch (...) {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

QString Connection::file() const
{
    return m_database.databaseName();
}

void Connection::configure()
{
    // In this order: whoever makes the file at this moment writes whose it is before its first table.
    const bool isNew = execOnce(u"SELECT count(*) FROM sqlite_schema"_s).value(0).toInt() == 0;
    const int owner = execOnce(u"PRAGMA application_id"_s).value(0).toInt();
    if (isNew && isWriter())
        execOnce(u"PRAGMA application_id = %1"_s.arg(applicationId));
    else if (owner != applicationId)
        throw SqlError(u"%1 is not a Vakhta database."_s.arg(file()));

    execOnce(u"PRAGMA foreign_keys = ON"_s);
    execOnce(u"PRAGMA temp_store = MEMORY"_s);
    if (!isWriter()) {
        execOnce(u"PRAGMA cache_size = -16384"_s); // KiB
        execOnce(u"PRAGMA query_only = ON"_s);
        return;
    }
    execOnce(u"PRAGMA cache_size = -65536"_s);
    if (execOnce(u"PRAGMA journal_mode = WAL"_s).value(0) != "wal"_L1)
        throw SqlError(u"%1 cannot be used in WAL mode: is it on a network file system?"_s.arg(file()));
    execOnce(u"PRAGMA synchronous = FULL"_s); // an answered write survives a power cut
    // The log is written back every 4,000 pages (16 MB): often enough for readers to stay fast,
    // seldom enough that a busy writer does not wait for it at every other commit.
    execOnce(u"PRAGMA wal_autocheckpoint = 4000"_s);
    execOnce(u"PRAGMA journal_size_limit = 67108864"_s);
}

QStringList Connection::execOnce(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        throw SqlError(query.lastError(), sql);
    QStringList found;
    while (query.next())
        found.append(query.value(0).toString());
    if (query.lastError().isValid())
        throw SqlError(query.lastError(), sql);
    return found;
}

void Connection::execScript(const QString& script)
{
    QString statement;
    QChar quote;
    for (qsizetype i = 0; i < script.size(); ++i) {
        const QChar c = script[i];
        if (quote.isNull() && c == u'-' && script.mid(i, 2) == "--"_L1) {
            const qsizetype end = script.indexOf(u'\n', i);
            i = end < 0 ? script.size() : end;
            statement += u'\n';
            continue;
        }
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote; // a doubled quote closes and opens again: the same
        else if (c == u'\'' || c == u'"')
            quote = c;
        if (c != u';' || !quote.isNull()) {
            statement += c;
            continue;
        }
        execOnce(statement.trimmed());
        statement.clear();
    }
    if (!statement.trimmed().isEmpty())
        throw SqlError(u"The script's last statement has no ; after it: %1"_s.arg(statement.trimmed()));
}

PreparedStatement& Connection::prepared(QLatin1StringView sql)
{
    const std::string_view key(sql.data(), static_cast<size_t>(sql.size()));
    auto entry = m_statements.find(key);
    if (entry == m_statements.end())
        entry = m_statements.emplace(std::string(key), Variants()).first;
    for (const auto& statement : entry->second) {
        if (statement->busy)
            continue;
        statement->busy = true;
        statement->lastUse = ++m_uses;
        return *statement;
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(withNamedParameters(sql)))
        throw SqlError(query.lastError(), QString(sql));
    auto& added = entry->second.emplace_back(
        std::make_unique<PreparedStatement>(PreparedStatement{std::move(query), true, ++m_uses}));
    PreparedStatement& statement = *added;
    if (++m_kept > keptStatements)
        forgetOldest();
    return statement;
}

const QString& Connection::parameterName(size_t position)
{
    return parameterNames()[position];
}

void Connection::run(PreparedStatement& statement)
{
    if (statement.query.exec())
        return;
    const SqlError error(statement.query.lastError(), statement.query.lastQuery());
    finish(statement);
    throw error;
}

QSqlQuery& Connection::finish(PreparedStatement& statement)
{
    statement.busy = false;
    return statement.query;
}

void Connection::forgetOldest()
{
    auto found = m_statements.end();
    size_t place = 0;
    for (auto it = m_statements.begin(); it != m_statements.end(); ++it) {
        for (size_t i = 0; i < it->second.size(); ++i) {
            const PreparedStatement& candidate = *it->second[i];
            if (candidate.busy)
                continue;
            if (found == m_statements.end() || candidate.lastUse < found->second[place]->lastUse) {
                found = it;
                place = i;
            }
        }
    }
    if (found == m_statements.end())
        return;
    found->second.erase(found->second.begin() + static_cast<std::ptrdiff_t>(place));
    if (found->second.empty())
        m_statements.erase(found);
    --m_kept;
}

} // namespace storage
