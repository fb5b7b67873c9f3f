// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/models.h"
#include "store/store.h"
#include "support/journal.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QEventLoop>
#include <QFile>
#include <QSqlDatabase>

#include <memory>

namespace support {

/// A store on a file with everything it has said; reopen() is a crash and a new start.
class StoreFixture final
{
public:
    explicit StoreFixture(QString file, ManualClock& clock) : m_file(std::move(file)), m_clock(clock)
    {
        reopen();
    }

    void reopen()
    {
        store.reset();
        make();
    }
    /// What the program's end in the middle of work leaves: nothing that waits is applied.
    void crash()
    {
        // A copy of the files as they are now, so that no destructor can tidy them.
        const QString copy = m_file + QStringLiteral(".crashed");
        for (const QString& suffix : {QString(), QStringLiteral("-wal")}) {
            QFile::remove(copy + suffix);
            QFile::copy(m_file + suffix, copy + suffix);
        }
        store.reset();
        for (const QString& suffix : {QString(), QStringLiteral("-wal")}) {
            QFile::remove(m_file + suffix);
            QFile::rename(copy + suffix, m_file + suffix);
        }
        make();
    }

    void receive(std::vector<protocol::ServerMessage> messages) { store->receive(std::move(messages)); }
    /// A message at a time and applied at once.
    void receiveSlowly(const std::vector<protocol::ServerMessage>& messages)
    {
        for (const protocol::ServerMessage& message : messages) {
            store->receive({message});
            store->flush();
        }
    }
    Journal::Rows rowsOnDisk()
    {
        store->flush();
        Journal::Rows rows;
        const auto before = batches.size();
        QEventLoop loop;
        QObject::connect(store.get(), &client::Store::cacheLoaded, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        store->loadCached();
        loop.exec();
        for (size_t i = before; i < batches.size(); ++i)
            collect(*batches[i], rows);
        // What was read again was no news.
        std::erase_if(batches, [](const auto& batch) { return batch->origin == client::Origin::Cache; });
        return rows;
    }
    /// The topics' rows as a reader of all batches sees them.
    static void collect(const client::RowBatch& batch, Journal::Rows& rows)
    {
        if (batch.replace)
            rows[batch.topic].clear();
        const auto each = [&](const auto* changes) {
            if (!changes)
                return;
            for (const auto& change : *changes) {
                if (change.removed)
                    rows[batch.topic].remove(change.id);
                else
                    rows[batch.topic][change.id] = protocol::toJson(change.row);
            }
        };
        each(batch.as<protocol::MachineRow>());
        each(batch.as<protocol::CallRow>());
        each(batch.as<protocol::AccessRow>());
        each(batch.as<protocol::PersonRow>());
        each(batch.as<protocol::StateRow>());
    }
    Journal::Rows rowsSeen() const
    {
        Journal::Rows rows;
        for (const auto& batch : batches)
            collect(*batch, rows);
        return rows;
    }
    /// Rows as they come out of a read and write, so that absent and null keys compare equal.
    static Journal::Rows normal(const Journal::Rows& rows)
    {
        Journal::Rows out;
        for (auto topic = rows.cbegin(); topic != rows.cend(); ++topic) {
            for (auto row = topic->cbegin(); row != topic->cend(); ++row) {
                if (topic.key() == "machines"_L1)
                    out[topic.key()][row.key()] = protocol::toJson(*protocol::machineRowFromJson(*row));
                else if (topic.key() == "calls"_L1)
                    out[topic.key()][row.key()] = protocol::toJson(*protocol::callRowFromJson(*row));
                else if (topic.key() == "access"_L1)
                    out[topic.key()][row.key()] = protocol::toJson(*protocol::accessRowFromJson(*row));
                else
                    qFatal("a topic that these tests do not use");
            }
        }
        return out;
    }
    static Journal::Rows withoutEmpty(Journal::Rows rows)
    {
        for (auto topic = rows.begin(); topic != rows.end();)
            topic = topic->isEmpty() ? rows.erase(topic) : std::next(topic);
        return rows;
    }

    std::unique_ptr<client::Store> store;
    std::vector<client::RowBatchPtr> batches; ///< of every start
    QStringList lost;
    client::Store::Options options;

private:
    void make()
    {
        options.file = m_file;
        store = std::make_unique<client::Store>(options, client::Models::codecs(), m_clock);
        QObject::connect(store.get(), &client::Store::batchReady, store.get(),
                         [this](const client::RowBatchPtr& batch) { batches.push_back(batch); });
        QObject::connect(store.get(), &client::Store::cursorLost, store.get(),
                         [this](const QString& reason) { lost.append(reason); });
        store->open();
        store->setAudience(QStringLiteral("company 1"), topics);
    }

    QString m_file;
    ManualClock& m_clock;

public:
    inline static const QStringList topics{QStringLiteral("machines"), QStringLiteral("calls"),
                                           QStringLiteral("access")};
};

} // namespace support
