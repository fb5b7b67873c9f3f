// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/directory.h"

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

bool isSamePerson(const DirectorySnapshot::Person& a, const DirectorySnapshot::Person& b)
{
    return a.account.active == b.account.active && *a.principal == *b.principal
        && a.audienceChangedAt == b.audienceChangedAt;
}

} // namespace

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

Directory::Directory(domain::Executor& executor)
    : m_executor(executor)
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
    const bool accepted = m_executor.read([this](domain::Workspace& workspace) {
        auto next = std::make_shared<DirectorySnapshot>();
        const auto& reader = workspace.get<domain::JournalReader>();
        for (domain::Company& company : workspace.get<domain::CompanyRepository>().all())
            next->m_companies.emplace(company.id.value(), std::move(company));
        for (domain::Account& account : workspace.get<domain::AccountRepository>().all()) {
            account.passwordHash.clear();
            auto principal = std::make_shared<const protocol::Principal>(account.principal());
            const qint64 changedAt = reader.audienceChangedAt(account.id);
            const qint64 id = account.id.value();
            next->m_people.emplace(
                id, DirectorySnapshot::Person{std::move(account), std::move(principal), changedAt});
        }
        publish(std::move(next));
    });
    if (accepted)
        return;
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

void Directory::publish(Snapshot next)
{
    std::vector<protocol::UserId> changed;
    std::vector<std::function<void(bool)>> served;
    bool again = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [id, before] : m_snapshot->people()) {
            const auto* now = next->person(before.account.id);
            if (!now || !isSamePerson(before, *now))
                changed.push_back(before.account.id);
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
    for (const auto& done : served)
        done(true);
    if (again)
        startRead();
}

} // namespace api
