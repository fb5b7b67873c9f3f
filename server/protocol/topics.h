// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/roles.h"

#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace protocol {

/// A topic: one kind of row that clients hold a copy of. Both sides trim their copies by the same
/// bounds, so no event is needed when a row grows old.
struct Topic
{
    QLatin1StringView name; ///< on the wire
    Roles readers;          ///< who may ever receive it (ADMIN and MANAGER always may)
    int maxRows;            ///< newest by id are kept; 0: no bound
    int maxAgeDays;         ///< by the row's time field; 0: no bound
    QLatin1StringView timeField; ///< of the row, for maxAgeDays; empty with maxAgeDays 0
    bool personal = false; ///< some rows are for one user alone: snapshots are not shared between users
};

/// Index into topicTable(): stable within one build, used for bit sets; never on the wire.
using TopicIndex = int;

const std::vector<Topic>& topicTable();
std::optional<TopicIndex> topicIndex(QStringView name);

/// A set of topics as bits.
class Topics final
{
public:
    constexpr Topics() = default;
    static Topics all();
    /// Those that a person with these roles may receive.
    static Topics readableBy(Roles roles);
    /// Unknown names are left out: a newer client may ask for what this server does not have.
    static Topics fromNames(const QStringList& names);

    QStringList toNames() const;
    constexpr bool has(TopicIndex index) const { return (m_bits >> index) & 1u; }
    constexpr void insert(TopicIndex index) { m_bits |= quint64(1) << index; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr quint64 bits() const { return m_bits; }
    /// True when one of them has rows for one user alone.
    bool arePersonal() const;
    friend constexpr Topics operator&(Topics a, Topics b) { return Topics(a.m_bits & b.m_bits); }
    friend constexpr bool operator==(Topics, Topics) = default;

private:
    explicit constexpr Topics(quint64 bits) : m_bits(bits) {}
    quint64 m_bits = 0;
};

} // namespace protocol
