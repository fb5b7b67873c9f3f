// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "storage/rowcache.h"

#include <functional>
#include <memory>
#include <vector>

namespace storage {

class Connection;

/// The journal's writing side, on the writer's thread.
///
/// Numbers: seq is one more than the newest number in the table, counted here and written with the
/// event, so an undone unit's numbers are given out again before anybody has seen them, and the
/// committed ones have neither gaps nor doubles. The newest event is never trimmed (maintenance.h), so
/// a restart goes on where it was. Other processes write too: begin() looks, under the write lock,
/// whether they have.
class SqlJournal final : public domain::Journal
{
public:
    SqlJournal(Connection& connection, const base::Clock& clock);

    qint64 record(const domain::Change& change) override;
    /// Gives out a number that is nobody's event, so that "now" has a number no cursor has reached.
    qint64 mark(protocol::CompanyId company, protocol::UserId user);

    /// The engine's calls. begin() just after the transaction has; hands over in batches what other
    /// processes have committed since.
    using Publish = std::function<void(std::shared_ptr<const domain::CommittedBatch>)>;
    void begin(const Publish& publish);
    void beginUnit();
    void undoUnit();
    /// After the COMMIT: the events that it made durable; null if there are none.
    std::shared_ptr<const domain::CommittedBatch> committed();
    /// After the whole transaction was lost.
    void rolledBack();
    /// Somebody changed view_rows behind record()'s back.
    void forgetRows() { m_rows.clear(); }

    qint64 seq() const { return m_seq; }
    /// Whether another connection has committed since begin() looked.
    bool othersWrote();

private:
    const ViewRow* find(const RowKey& key);
    void append(const domain::Change& change, protocol::Event::Op op, const domain::Audience& audience,
                const QByteArray& rowJson);
    void reload();

    Connection& m_db;
    const base::Clock& m_clock;
    RowCache m_rows;
    qint64 m_seq = 0;
    qint64 m_committedSeq = 0;
    std::optional<qint64> m_dataVersion;
    domain::CommittedBatch m_pending;
    size_t m_pendingBeforeUnit = 0;
    qint64 m_seqBeforeUnit = 0;
    std::vector<RowKey> m_touched; ///< in this transaction
    size_t m_touchedBeforeUnit = 0;
};

} // namespace storage
