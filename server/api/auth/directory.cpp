// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/directory.h"

#include "api/completion.h"
#include "base/logging.h"
#include "domain/journal.h"

#include <utility>

namespace api {

namespace {

/// This thread's copy, so that the hot path shares no lock.
struct DirectoryCopy
{
    quint64 instance = 0;
    quint64 version = 0;
    Directory::Snapshot snapshot;
};

quint64 nextDirectoryInstance()
{
    static std::atomic<quint64> last{0};
    return ++last;
}

bool seesTheSame(const protocol::Principal& a, const protocol::Principal& b)
{
    return a.company == b.company && a.branch == b.branch && a.roles == b.roles;
}

} // namespace

DirectorySnapshot::Person::Person(domain::Account who)
    : account(std::move(who)), principal(std::make_shared<const protocol::Principal>(account.principal()))
{
    account.passwordHash.clear();
}

void DirectorySnapshot::Person::raiseAudienceMark(qint64 seq) const
{
    qint64 now = m_mark->load(std::memory_order_relaxed);
    while (now < seq && !m_mark->compare_exchange_weak(now, seq, std::memory_order_acq_rel)) {
    }
}

Reader DirectorySnapshot::Person::reader(const std::optional<protocol::Topics>& asked) const
{
    const protocol::Topics readable = protocol::Topics::readableBy(principal->roles);
    return {{principal->company, principal->branch, principal->roles, principal->user,
             asked ? readable & *asked : readable},
            audienceChangedAt()};
}

const DirectorySnapshot::Person* DirectorySnapshot::person(protocol::UserId id) const
{
    const auto it = m_people.find(id.value());
    return it == m_people.end() ? nullptr : &it->second;
}

const domain::Company* DirectorySnapshot::company(protocol::CompanyId id) const
{
    const auto it = m_companies.find(id.value());
    return it == m_companies.end() ? nullptr : &it->second;
}

Directory::Directory(domain::Executor& executor, const Feed& feed)
    : m_executor(executor)
    , m_feed(feed)
    , m_instance(nextDirectoryInstance())
    , m_snapshot(std::make_shared<DirectorySnapshot>())
{
}

Directory::Snapshot Directory::snapshot() const
{
    thread_local DirectoryCopy copy;
    if (copy.instance != m_instance || copy.version != m_version.load(std::memory_order_acquire)) {
        const std::lock_guard lock(m_mutex);
        copy = {m_instance, m_version.load(std::memory_order_relaxed), m_snapshot};
    }
    return copy.snapshot;
}

void Directory::refresh(std::function<void(bool)> done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_reading) {
            // The read under way may have begun before the caller's change: another one follows it.
            m_again = true;
            if (done)
                m_waiting.push_back(std::move(done));
            return;
        }
        m_reading = true;
        if (done)
            m_served.push_back(std::move(done));
    }
    startRead();
}

void Directory::startRead()
{
    using Next = std::shared_ptr<DirectorySnapshot>;
    const Completion<Next> done([this](const protocol::Result<Next>& next) {
        if (next)
            publish(*next);
        else
            giveUp();
    });
    const bool accepted = m_executor.read([done](domain::Workspace& workspace) {
        auto next = std::make_shared<DirectorySnapshot>();
        const auto& reader = workspace.get<domain::JournalReader>();
        for (domain::Company& company : workspace.get<domain::CompanyRepository>().all())
            next->m_companies.emplace(company.id.value(), std::move(company));
        for (domain::Account& account : workspace.get<domain::AccountRepository>().all()) {
            DirectorySnapshot::Person person(std::move(account));
            person.raiseAudienceMark(reader.audienceChangedAt(person.account.id));
            const qint64 id = person.account.id.value();
            next->m_people.emplace(id, std::move(person));
        }
        done(next);
    });
    if (!accepted)
        done(protocol::failure(protocol::ErrorCode::Unavailable));
}

void Directory::giveUp()
{
    std::vector<std::function<void(bool)>> refused;
    {
        const std::lock_guard lock(m_mutex);
        m_reading = false;
        m_again = false;
        refused = std::exchange(m_served, {});
        refused.insert(refused.end(), m_waiting.begin(), m_waiting.end());
        m_waiting.clear();
    }
    for (const auto& done : refused)
        done(false);
}

Directory::News Directory::newsOf(const DirectorySnapshot& next) const
{
    News news;
    if (!m_known)
        return news;
    for (const auto& [id, now] : next.people()) {
        const auto before = m_snapshot->people().find(id);
        if (before == m_snapshot->people().end())
            news.joined.push_back(now.account);
        else if (before->second.account.active != now.account.active)
            news.switched.push_back(now.account);
    }
    return news;
}

void Directory::publish(const std::shared_ptr<DirectorySnapshot>& next)
{
    std::vector<protocol::UserId> changed;
    std::vector<protocol::UserId> otherAudience;
    std::vector<std::function<void(bool)>> served;
    News news;
    bool again = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_newsListeners.empty())
            news = newsOf(*next);
        m_known = true;
        for (const auto& [id, before] : m_snapshot->people()) {
            const auto it = next->m_people.find(id);
            if (it == next->m_people.end()) {
                changed.push_back(before.account.id);
                continue;
            }
            DirectorySnapshot::Person& now = it->second;
            before.raiseAudienceMark(now.audienceChangedAt());
            now.m_mark = before.m_mark;
            if (!seesTheSame(*before.principal, *now.principal)) {
                now.raiseAudienceMark(m_feed.head());
                otherAudience.push_back(now.account.id);
            }
            if (before.account.active != now.account.active || *before.principal != *now.principal)
                changed.push_back(now.account.id);
        }
        m_snapshot = next;
        m_version.fetch_add(1, std::memory_order_release);
        served = std::exchange(m_served, {});
        again = std::exchange(m_again, false);
        m_reading = again;
        if (again)
            m_served = std::exchange(m_waiting, {});
    }
    if (!changed.empty()) {
        for (const Listener& listener : m_listeners)
            listener(next, changed);
    }
    if (!news.joined.empty() || !news.switched.empty()) {
        for (const NewsListener& listener : m_newsListeners)
            listener(next, news);
    }
    if (!otherAudience.empty())
        markAudienceChanged(next, std::move(otherAudience));
    for (const auto& done : served)
        done(true);
    if (again)
        startRead();
}

void Directory::markAudienceChanged(const Snapshot& now, std::vector<protocol::UserId> users)
{
    m_executor.write(
        [now, users = std::move(users)](domain::Workspace& workspace) -> protocol::Result<void> {
            for (const protocol::UserId user : users) {
                workspace.get<domain::AccountRepository>().markAudienceChanged(user);
                now->person(user)->raiseAudienceMark(workspace.get<domain::JournalReader>().head().seq);
            }
            return {};
        },
        [](const protocol::Result<void>& result) {
            if (!result)
                qCWarning(lcAuth,
                          "It could not be noted in the database that what some users may see has changed.");
        });
}

} // namespace api
