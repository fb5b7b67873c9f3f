// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"
#include "storage/epoch.h"
#include "storage/migrations.h"
#include "storage/sqljournal.h"
#include "storage/sqljournalreader.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

/// The journal's two sides on one connection, without the engine's threads.
class JournalFixture final
{
public:
    JournalFixture()
    {
        storage::migrate(db);
        storage::ensureEpoch(db);
        reopen();
    }

    /// As a restart does.
    void reopen()
    {
        journal = std::make_unique<storage::SqlJournal>(db, clock);
        reader = std::make_unique<storage::SqlJournalReader>(db);
    }
    /// One transaction, one unit.
    template <class Work> std::shared_ptr<const domain::CommittedBatch> commit(Work work)
    {
        db.exec(QLatin1StringView("BEGIN IMMEDIATE"));
        journal->begin([](const auto&) {});
        journal->beginUnit();
        work();
        db.exec(QLatin1StringView("COMMIT"));
        return journal->committed();
    }

    QTemporaryDir folder;
    support::ManualClock clock;
    storage::Connection db{folder.filePath(QStringLiteral("vakhta.db")), storage::Connection::Access::Writer};
    std::unique_ptr<storage::SqlJournal> journal;
    std::unique_ptr<storage::SqlJournalReader> reader;
};
