// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "domain/work.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace api {

/// Everybody who can log in and every company, as of one moment. Immutable.
class DirectorySnapshot final
{
public:
    struct Person
    {
        explicit Person(domain::Account who);

        domain::Account account; ///< without its password hash
        std::shared_ptr<const protocol::Principal> principal;

        /// The seq at which what they may see last changed; whoever still served them by the old
        /// rules afterwards raises it to what they have seen by then.
        qint64 audienceChangedAt() const { return m_mark->load(std::memory_order_acquire); }
        void raiseAudienceMark(qint64 seq) const;
        /// Reading as this person, now. asked: what they want of what they may read; none: all of it.
        Reader reader(const std::optional<protocol::Topics>& asked) const;

    private:
        friend class Directory;
        std::shared_ptr<std::atomic<qint64>> m_mark = std::make_shared<std::atomic<qint64>>(0);
    };

    /// Null when there is no such person (any more); the person may be inactive.
    const Person* person(protocol::UserId id) const;
    const domain::Company* company(protocol::CompanyId id) const;
    const std::unordered_map<qint64, Person>& people() const { return m_people; }
    const std::unordered_map<qint64, domain::Company>& companies() const { return m_companies; }

private:
    friend class Directory;
    std::unordered_map<qint64, Person> m_people;
    std::unordered_map<qint64, domain::Company> m_companies;
};

/// Who people are *now*, without asking the database: an immutable snapshot, swapped when accounts
/// have changed. Whoever changes accounts in this process calls refresh() afterwards; another process
/// ("vakhtad user add") is noticed because the composition root calls it every two seconds as well.
/// Until it is noticed people are served by the old rules; their cursors from that time are worth
/// nothing by the new ones, so the change counts from the moment of the swap, here and (a moment
/// later) in the database. Thread-safe.
class Directory final
{
public:
    using Snapshot = std::shared_ptr<const DirectorySnapshot>;
    /// Users who are no longer what they were: other roles, branch or company, name, inactive, gone.
    /// Called after the swap, on a reader thread; must not block.
    using Listener = std::function<void(const Snapshot& now, const std::vector<protocol::UserId>& changed)>;

    /// Accounts that are new, and those that were switched on or off; nobody's before the first read.
    struct News
    {
        std::vector<domain::Account> joined;   ///< as they are now, without their password hashes
        std::vector<domain::Account> switched; ///< the same
    };
    using NewsListener = std::function<void(const Snapshot& now, const News& news)>;

    /// Both must outlive the directory; the Workspace has AccountRepository, CompanyRepository and
    /// JournalReader.
    Directory(domain::Executor& executor, const Feed& feed);

    /// Never null; empty before the first refresh. Costs an atomic load while nothing has changed.
    Snapshot snapshot() const;
    /// Reads everything again. done (may be empty) is called, on a reader thread or at once, with
    /// true when a read that began after this call has been published, false when nothing was read:
    /// the readers are overloaded or the database failed.
    void refresh(std::function<void(bool)> done = {});
    /// Before the first refresh() only.
    void addListener(Listener listener) { m_listeners.push_back(std::move(listener)); }
    /// As addListener().
    void addNewsListener(NewsListener listener) { m_newsListeners.push_back(std::move(listener)); }

private:
    News newsOf(const DirectorySnapshot& next) const; ///< under m_mutex
    void startRead();
    void publish(const std::shared_ptr<DirectorySnapshot>& next);
    void giveUp();
    void markAudienceChanged(const Snapshot& now, std::vector<protocol::UserId> users);

    domain::Executor& m_executor;
    const Feed& m_feed;
    const quint64 m_instance;
    std::vector<Listener> m_listeners;
    std::vector<NewsListener> m_newsListeners;
    mutable std::mutex m_mutex;
    Snapshot m_snapshot;                              ///< under m_mutex
    std::atomic<quint64> m_version{1};                ///< of m_snapshot; written under m_mutex
    bool m_known = false;                             ///< under m_mutex: there was a first read
    bool m_reading = false;                           ///< under m_mutex, as the two below
    std::vector<std::function<void(bool)>> m_served;  ///< by the read under way
    std::vector<std::function<void(bool)>> m_waiting; ///< for the one after it
    bool m_again = false;
};

} // namespace api
