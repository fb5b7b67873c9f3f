// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <optional>

namespace base {

/// A row's number that cannot be mixed up with another table's, and cannot be invalid: only from()
/// makes one, and only of a positive number. Tag is an empty struct that names the table.
template <class Tag> class Id final
{
public:
    static constexpr std::optional<Id> from(qint64 number)
    {
        return number > 0 ? std::optional<Id>(Id(number)) : std::nullopt;
    }
    static std::optional<Id> from(const QString& text)
    {
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        return ok ? from(number) : std::nullopt;
    }

    constexpr qint64 value() const { return m_number; }
    QString toString() const { return QString::number(m_number); }

    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.m_number, seed); }

private:
    explicit constexpr Id(qint64 number) : m_number(number) {}
    qint64 m_number;
};

} // namespace base
