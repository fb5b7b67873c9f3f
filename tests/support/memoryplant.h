// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/notifications/outbox.h"
#include "domain/work.h"
#include "protocol/mergepatch.h"
#include "support/memorypeople.h"

#include <QJsonDocument>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace support {

/// A journal in memory, with the meaning that domain/journal.h gives it. Used on the thread of its
/// executor only.
class MemoryJournal final : public domain::Journal, public domain::JournalReader
{
public:
    using Op = protocol::Event::Op;

    qint64 record(const domain::Change& change) override
    {
        const Key key{change.audience.company.value(), change.topic, change.id};
        const auto before = m_rows.find(key);
        const bool isNew = before == m_rows.end() || !(before->second.audience == change.audience);
        if (isNew && before != m_rows.end())
            append(change, before->second.audience, Op::Delete, {});
        if (!change.row) {
            if (before == m_rows.end())
                return seq;
            append(change, change.audience, Op::Delete, {});
            m_rows.erase(key);
            return seq;
        }
        if (isNew) {
            append(change, change.audience, Op::Put, *change.row);
        } else {
            const QJsonObject patch = protocol::diffMergePatch(before->second.row, *change.row);
            if (patch.isEmpty())
                return seq;
            append(change, change.audience, Op::Patch, patch);
        }
        m_rows.insert_or_assign(key, Row{*change.row, change.audience});
        return seq;
    }

    protocol::Cursor head() const override { return {epoch, seq}; }
    qint64 oldestCursor() const override { return oldest; }
    protocol::Result<domain::Slice> eventsAfter(qint64 after, const domain::Scope& scope,
                                                int limit) const override
    {
        domain::Slice slice;
        slice.upTo = after;
        for (const domain::StoredEventPtr& event : events) {
            if (event->seq <= after)
                continue;
            if (domain::mayRead(scope, event->topic, event->audience)) {
                if (static_cast<int>(slice.events.size()) == limit) {
                    slice.more = true;
                    return slice;
                }
                slice.events.push_back(event);
            }
            slice.upTo = event->seq;
        }
        slice.upTo = std::max(slice.upTo, seq);
        return slice;
    }
    protocol::Result<std::vector<QByteArray>> rows(protocol::TopicIndex topic,
                                                   const domain::Scope& scope) const override
    {
        std::vector<QByteArray> list;
        for (const auto& [key, row] : m_rows) {
            if (std::get<1>(key) == topic && domain::mayRead(scope, topic, row.audience))
                list.push_back(QJsonDocument(row.row).toJson(QJsonDocument::Compact));
        }
        return list;
    }
    qint64 audienceChangedAt(protocol::UserId user) const override
    {
        const auto it = m_audienceChangedAt.find(user.value());
        return it == m_audienceChangedAt.end() ? 0 : it->second;
    }
    /// Takes a number of its own, that is nobody's event: a cursor at the journal's end is behind it.
    void markAudienceChanged(protocol::UserId user) { m_audienceChangedAt[user.value()] = ++seq; }

    /// Forgets all events up to and including this one, as retention does.
    void prune(qint64 upTo)
    {
        std::erase_if(events, [&](const auto& event) { return event->seq <= upTo; });
        oldest = std::max(oldest, upTo);
    }

    QString epoch = QStringLiteral("e1");
    qint64 seq = 0;
    qint64 oldest = 0;
    std::deque<domain::StoredEventPtr> events;
    std::vector<domain::StoredEventPtr> uncommitted;

private:
    using Key = std::tuple<qint64, protocol::TopicIndex, QString>;
    struct Row
    {
        QJsonObject row;
        domain::Audience audience;
    };

    void append(const domain::Change& change, const domain::Audience& audience, Op op, const QJsonObject& row)
    {
        const protocol::Event event{
            ++seq,       QString(protocol::topicTable()[static_cast<size_t>(change.topic)].name),
            op,          change.id,
            row,         QDateTime::currentDateTimeUtc(),
            change.cause};
        const auto stored = std::make_shared<const domain::StoredEvent>(
            domain::StoredEvent{seq, change.topic, op, change.id, audience,
                                QJsonDocument(protocol::toJson(event)).toJson(QJsonDocument::Compact)});
        events.push_back(stored);
        uncommitted.push_back(stored);
    }

    std::map<Key, Row> m_rows;
    std::map<qint64, qint64> m_audienceChangedAt;
};

/// Nobody has linked one.
class NoChats final : public domain::ChatLinks
{
public:
    std::optional<domain::ChatLink> linkOf(protocol::UserId) override { return std::nullopt; }
};

/// The database's place in tests of what stands above it: one worker thread that does reads and
/// writes in order, each write a commit. (A failing unit's changes are not undone: tests use units
/// that succeed.)
class MemoryPlant final : public domain::Executor
{
public:
    MemoryPlant()
    {
        const auto alias = [](auto* object) {
            return std::shared_ptr<std::remove_pointer_t<decltype(object)>>(std::shared_ptr<void>(), object);
        };
        m_workspace.add<domain::AccountRepository>(alias(static_cast<domain::AccountRepository*>(&accounts)));
        m_workspace.add<domain::CompanyRepository>(
            alias(static_cast<domain::CompanyRepository*>(&companies)));
        m_workspace.add<domain::Journal>(alias(static_cast<domain::Journal*>(&journal)));
        m_workspace.add<domain::JournalReader>(alias(static_cast<domain::JournalReader*>(&journal)));
        m_workspace.add<domain::ChatLinks>(std::make_shared<NoChats>());
        accounts.audienceChanged = [this](protocol::UserId user) { journal.markAudienceChanged(user); };
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    /// What is queued still runs; then the thread ends. Before that goes away which the work refers to.
    void stop()
    {
        settle();
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    void write(WriteUnit unit, Done done) override
    {
        enqueue([this, unit = std::move(unit), done = std::move(done)] {
            auto result = unit(m_workspace);
            auto batch = std::make_shared<domain::CommittedBatch>(std::exchange(journal.uncommitted, {}));
            if (listener && !batch->empty())
                listener(batch);
            done(std::move(result));
        });
    }
    bool read(ReadUnit unit) override
    {
        if (refusesReads)
            return false;
        ++reads;
        enqueue([this, unit = std::move(unit)] {
            if (!throwsOnRead) // as a unit that throws: it went without an answer
                unit(m_workspace);
        });
        return true;
    }

    /// Runs task on the worker's thread as one write and waits for its commit.
    void change(const std::function<void()>& task)
    {
        std::promise<void> committed;
        write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                task();
                return {};
            },
            [&](protocol::Result<void>) { committed.set_value(); });
        committed.get_future().wait();
    }
    /// One change, committed.
    qint64 record(const domain::Change& one)
    {
        qint64 seq = 0;
        change([&] { seq = journal.record(one); });
        return seq;
    }
    /// Waits until everything asked for so far has run.
    void settle()
    {
        std::promise<void> done;
        enqueue([&] { done.set_value(); });
        done.get_future().wait();
    }

    MemoryAccounts accounts;
    MemoryCompanies companies;
    MemoryJournal journal;
    domain::CommitListener listener; ///< set before the first write
    std::atomic<bool> refusesReads{false};
    std::atomic<bool> throwsOnRead{false};
    std::atomic<int> reads{0};

private:
    void enqueue(std::function<void()> task)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        m_wake.notify_one();
    }
    void run(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_wake.wait(lock, stop, [this] { return !m_tasks.empty(); })) {
            auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task();
            task = {};
            lock.lock();
        }
    }

    domain::Workspace m_workspace;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::jthread m_thread; ///< last: ends before the rest goes
};

} // namespace support
