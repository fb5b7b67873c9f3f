// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlerror.h"
#include "storage/sqlvalue.h"

#include <QLatin1StringView>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace storage {

struct PreparedStatement
{
    QSqlQuery query;
    bool busy = false;
    quint64 lastUse = 0;
};

/// The rows of a running query, first to last. Columns are numbered from 0 in the order of the
/// SELECT. Gives the statement back when it goes, so keep it no longer than the reading takes; it
/// must not outlive its connection.
class Rows final
{
public:
    explicit Rows(PreparedStatement& statement) : m_statement(&statement) {}
    Rows(Rows&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
    Rows& operator=(Rows&&) = delete;
    ~Rows();

    /// Moves to the next row; false after the last.
    bool next();

    bool isNull(int column) const { return value(column).isNull(); }
    qint64 integer(int column) const { return value(column).toLongLong(); }
    double number(int column) const { return value(column).toDouble(); }
    bool boolean(int column) const { return integer(column) != 0; }
    QString text(int column) const { return value(column).toString(); }
    QByteArray bytes(int column) const { return value(column).toByteArray(); }
    QDateTime time(int column) const; ///< UTC
    QDate date(int column) const { return QDate::fromString(text(column), Qt::ISODate); }
    protocol::Roles roles(int column) const;
    /// Throws when the column does not hold a positive number.
    template <class IdType> IdType id(int column) const
    {
        const auto made = IdType::from(integer(column));
        if (!made)
            throwNoId(column);
        return *made;
    }

    std::optional<qint64> optionalInteger(int column) const;
    std::optional<double> optionalNumber(int column) const;
    std::optional<QString> optionalText(int column) const;
    std::optional<QDateTime> optionalTime(int column) const;
    std::optional<QDate> optionalDate(int column) const;
    template <class IdType> std::optional<IdType> optionalId(int column) const
    {
        return IdType::from(integer(column)); // NULL reads as 0, which is no id
    }

private:
    QVariant value(int column) const { return m_statement->query.value(column); }
    [[noreturn]] void throwNoId(int column) const;

    PreparedStatement* m_statement;
};

/// One open SQLite database, for one thread: the one that made it. Every method may throw SqlError.
///
/// SQL is given as a literal with ? for each parameter. A statement is prepared at its first use and
/// kept; asking for one that is being read further up the stack prepares another.
///
///     auto rows = m_db.query("SELECT id, name FROM branches WHERE company_id = ?"_L1, company);
///     while (rows.next())
///         branches.push_back({rows.id<protocol::BranchId>(0), rows.text(1)});
class Connection final
{
public:
    enum class Access {
        Writer, ///< the file is made if need be; WAL, every commit reaches the disk
        Reader, ///< refuses to change anything
    };

    /// Refuses a file that is not one of ours (by SQLite's application_id).
    Connection(const QString& file, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool isWriter() const { return m_access == Access::Writer; }
    QString file() const;

    template <class... Args> Rows query(QLatin1StringView sql, const Args&... args)
    {
        PreparedStatement& statement = prepared(sql);
        bindAll(statement, args...);
        run(statement);
        return Rows(statement);
    }
    /// For what yields no rows; returns how many rows it changed.
    template <class... Args> qint64 exec(QLatin1StringView sql, const Args&... args)
    {
        PreparedStatement& statement = prepared(sql);
        bindAll(statement, args...);
        run(statement);
        return finish(statement).numRowsAffected();
    }
    /// INSERT; returns the new row's INTEGER PRIMARY KEY.
    template <class... Args> qint64 insert(QLatin1StringView sql, const Args&... args)
    {
        PreparedStatement& statement = prepared(sql);
        bindAll(statement, args...);
        run(statement);
        return finish(statement).lastInsertId().toLongLong();
    }
    /// The first column of the first row as a number; none without a row, or when it is NULL.
    template <class... Args> std::optional<qint64> integer(QLatin1StringView sql, const Args&... args)
    {
        Rows rows = query(sql, args...);
        return rows.next() ? rows.optionalInteger(0) : std::nullopt;
    }

    /// One statement, neither prepared nor kept: PRAGMA, VACUUM, DDL. Returns its rows' first column.
    QStringList execOnce(const QString& sql);
    /// Several statements with ; after each. Quotes and comments are understood, triggers are not.
    void execScript(const QString& script);

private:
    template <class... Args> static void bindAll(PreparedStatement& statement, const Args&... args)
    {
        [[maybe_unused]] size_t position = 0;
        (statement.query.bindValue(parameterName(position++), toSql(args)), ...);
    }
    static const QString& parameterName(size_t position);
    PreparedStatement& prepared(QLatin1StringView sql);
    static void run(PreparedStatement& statement);
    static QSqlQuery& finish(PreparedStatement& statement);
    void forgetOldest();
    void configure();

    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Variants = std::vector<std::unique_ptr<PreparedStatement>>;

    Access m_access;
    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<std::string, Variants, Hash, std::equal_to<>> m_statements;
    size_t m_kept = 0;
    quint64 m_uses = 0;
};

} // namespace storage
