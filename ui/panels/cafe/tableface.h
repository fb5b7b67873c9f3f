// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include "protocol/rows/hall.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace client {
class Models;
}

namespace ui {

struct CafeUnsent;

/// What a person sees of a table at a glance: the most urgent of what it waits for.
struct TableFace
{
    enum class State {
        Free,
        Booked, ///< free, and guests are expected within two hours
        Busy, ///< guests eat, or wait no longer than they put up with
        Slow, ///< a dish takes long
        Bill, ///< everything has been on the table for a while, and nobody has paid
        Late, ///< a dish takes too long
        Dish, ///< one is ready and waits for its waiter
    };

    qint64 id = 0;
    int number = 0;
    int places = 0;
    qint64 zone = 0;
    QString zoneTitle;
    State state = State::Free;
    Sign sign{};
    QString sum{};     ///< of its open orders, to be paid; empty: none
    QDateTime since{}; ///< what its minutes count from; invalid: nothing to count
    QString waiter{};
    QDateTime bookedFor{}; ///< when the next guests are expected; invalid: not within two hours
    QString guest{};       ///< who they are
    std::optional<protocol::TablePlace> place{};

    /// Whether it wants somebody: colour is for those only.
    bool standsOut() const { return sign.tone != Tone::Neutral && sign.tone != Tone::Quiet; }
    /// "25 min"; empty: nothing to count.
    QString minutes(const QDateTime& now) const;
    /// "18:30 Аннаев"; empty: nobody is expected.
    QString booking() const;
    /// All of it in words.
    QString spoken(const QDateTime& now) const;
    friend bool operator==(const TableFace&, const TableFace&) = default;
};

/// Who is still expected at a table: at most half an hour late, or within two hours. By time.
QList<qint64> expectedGuests(const client::Models& models, qint64 table, const QDateTime& now);
Sign signOfTable(TableFace::State state);
TableFace faceOf(const protocol::TableRow& row, const client::Models& models, const CafeUnsent& unsent,
                 const QDateTime& now);

} // namespace ui
