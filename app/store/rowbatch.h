// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

namespace client {

/// Where a batch of row changes comes from. Only Live may make a toast (design.md §2).
enum class Origin {
    Cache,    ///< read from disk at a cold start
    Snapshot, ///< the server's whole picture
    CatchUp,  ///< events that happened while nobody listened here
    Live,
    Trim, ///< rows that grew out of the topic's bounds
};

/// One row's change as the models and the alerts read it: patches are already merged.
template <class Row> struct RowChange
{
    qint64 id = 0;
    bool removed = false;
    Row row;        ///< whole; a default one when removed
    qint64 seq = 0; ///< of the journal
    QDateTime at;   ///< when it happened, UTC; invalid for Cache, Snapshot and Trim
    QString cause;  ///< the event's word: "pulse", "scan", "call"; empty where there was no event
};

/// Changes of one topic that took effect together. Made on the store's thread, read-only afterwards,
/// shared between threads. A row may occur several times; the last one holds.
class RowBatch
{
public:
    virtual ~RowBatch() = default;
    RowBatch(const RowBatch&) = delete;
    RowBatch& operator=(const RowBatch&) = delete;

    QString topic;
    Origin origin = Origin::Live;
    bool replace = false; ///< these rows are the whole topic: others are gone

    virtual qsizetype size() const = 0;
    /// The changes in their type, or null if the topic's rows are of another.
    template <class Row> const std::vector<RowChange<Row>>* as() const;

protected:
    RowBatch() = default;
};

template <class Row> class TypedRowBatch final : public RowBatch
{
public:
    std::vector<RowChange<Row>> changes;
    qsizetype size() const override { return static_cast<qsizetype>(changes.size()); }
};

template <class Row> const std::vector<RowChange<Row>>* RowBatch::as() const
{
    const auto* typed = dynamic_cast<const TypedRowBatch<Row>*>(this);
    return typed ? &typed->changes : nullptr;
}

using RowBatchPtr = std::shared_ptr<const RowBatch>;

} // namespace client

Q_DECLARE_METATYPE(client::RowBatchPtr)
