// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"
#include "domain/alarms/runner.h"
#include "domain/alarms/service.h"
#include "domain/notifications/links.h"
#include "domain/notifications/outbox.h"
#include "domain/notifications/service.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "domain/telling.h"
#include "storage/alarmservices.h"
#include "storage/connection.h"
#include "storage/epoch.h"
#include "storage/migrations.h"
#include "storage/services.h"
#include "storage/sqljournal.h"
#include "support/manualclock.h"

#include <QJsonDocument>
#include <QTemporaryDir>

#include <deque>
#include <functional>
#include <memory>

namespace support {

/// Alarms and notifications on a real database, on one thread: each write is a transaction of its own
/// and is over when write() returns, so that a test with a clock it turns itself waits for nothing.
class AlarmPlant final : public domain::Executor
{
public:
    explicit AlarmPlant(std::vector<domain::AlarmRule> alarmRules, QString databaseFile = {})
        : file(databaseFile.isEmpty() ? folder.filePath(QStringLiteral("vakhta.db")) : std::move(databaseFile)),
          rules(std::move(alarmRules)), db(file, storage::Connection::Access::Writer)
    {
        db.execOnce(QStringLiteral("PRAGMA synchronous = OFF")); // no test here pulls the plug
        storage::migrate(db);
        storage::ensureEpoch(db);
        journal = std::make_unique<storage::SqlJournal>(db, clock);
        storage::addServices(db, clock, journal.get(), workspace);
        storage::addAlarmServices(db, workspace, rules, clock);
        auto& companies = get<domain::CompanyRepository>();
        if (const auto known = companies.findByName(QStringLiteral("Завод"))) {
            company = known->id;
            north = known->branches.at(0).id;
            south = known->branches.at(1).id;
            other = companies.findByName(QStringLiteral("Другой"))->id;
        } else {
            change([&] {
                company = companies.insert(QStringLiteral("Завод"), QTimeZone("Asia/Ashgabat")).id;
                north = companies.insertBranch(company, QStringLiteral("Север")).id;
                south = companies.insertBranch(company, QStringLiteral("Юг")).id;
                other = companies.insert(QStringLiteral("Другой"), QTimeZone("UTC")).id;
            });
        }
        restart();
    }

    template <class T> T& get() { return workspace.get<T>(); }
    domain::AlarmService& service() { return get<domain::AlarmService>(); }
    domain::AlarmRepository& alarms() { return get<domain::AlarmRepository>(); }
    domain::NotificationService& notifier() { return get<domain::NotificationService>(); }
    domain::NotificationRepository& notifications() { return get<domain::NotificationRepository>(); }
    domain::Outbox& outbox() { return get<domain::Outbox>(); }
    domain::OutboxRepository& outboxRows() { return get<domain::OutboxRepository>(); }

    /// As a process does that begins on this database.
    void restart()
    {
        runner = std::make_unique<domain::AlarmRunner>(*this, rules, clock);
        runner->start();
    }

    domain::Account hire(const QString& name, protocol::Roles roles,
                         std::optional<protocol::BranchId> branch = {},
                         std::optional<protocol::CompanyId> in = {})
    {
        std::optional<domain::Account> account;
        change([&] {
            account = get<domain::AccountRepository>().insert({.company = in.value_or(company),
                                                               .branch = branch,
                                                               .username = name,
                                                               .passwordHash = {},
                                                               .fullName = name,
                                                               .phone = {},
                                                               .email = {},
                                                               .roles = roles});
        });
        return *account;
    }

    // ---- writing ----

    void write(WriteUnit unit, Done done) override
    {
        if (refusesWrites) {
            done(protocol::failure(protocol::ErrorCode::Unavailable));
            return;
        }
        m_queue.push_back({std::move(unit), std::move(done)});
        if (m_running)
            return;
        m_running = true;
        while (!m_queue.empty()) {
            const auto [next, then] = std::move(m_queue.front());
            m_queue.pop_front();
            transact(next, then);
        }
        m_running = false;
    }
    bool read(ReadUnit unit) override
    {
        unit(workspace);
        return true;
    }
    /// One transaction.
    void change(const std::function<void()>& work)
    {
        write(
            [&](domain::Workspace&) -> protocol::Result<void> {
                work();
                return {};
            },
            [](const protocol::Result<void>& result) {
                if (!result)
                    qFatal("A change was not committed: %s", qPrintable(result.error().text()));
            });
    }
    /// A row of a topic as it is now; "id" is taken from it.
    void tell(protocol::TopicIndex topic, const QJsonObject& row, QLatin1StringView cause = {},
              std::optional<protocol::BranchId> branch = {}, std::optional<protocol::CompanyId> in = {})
    {
        change([&] {
            journal->record(domain::put(topic, row[QStringLiteral("id")].toInteger(), row,
                                        {.company = in.value_or(company), .branch = branch}, cause));
        });
    }
    void remove(protocol::TopicIndex topic, qint64 id)
    {
        change([&] { journal->record(domain::gone(topic, id, {.company = company}, {})); });
    }
    /// Turns the clock, and lets what is due be done, second by second as the server's timer does.
    void pass(std::chrono::milliseconds time)
    {
        constexpr std::chrono::milliseconds second{1000};
        for (; time > second; time -= second) {
            clock.advance(second);
            runner->poke();
        }
        clock.advance(time);
        runner->poke();
    }

    // ---- looking ----

    std::vector<domain::Alarm> open() { return alarms().open(company); }
    std::optional<domain::Alarm> alarmOf(const QString& rule)
    {
        for (domain::Alarm& alarm : open()) {
            if (alarm.rule == rule)
                return std::move(alarm);
        }
        return std::nullopt;
    }
    std::vector<domain::Notification> told(const domain::Account& account)
    {
        return notifications().list(account.id, false, 100'000, 0);
    }
    QStringList titles(const domain::Account& account)
    {
        QStringList found;
        for (const domain::Notification& notification : told(account))
            found.prepend(notification.title);
        return found;
    }
    /// What happened to an alarm, in words.
    QStringList logOf(qint64 alarm)
    {
        QStringList lines;
        for (const domain::AlarmLogEntry& entry : alarms().logOf(company, alarm))
            lines.append(QString(domain::toWire(entry.what)));
        return lines;
    }

    QTemporaryDir folder;
    QString file;
    ManualClock clock;
    domain::AlarmRules rules;
    storage::Connection db;
    std::unique_ptr<storage::SqlJournal> journal;
    domain::Workspace workspace;
    protocol::CompanyId company = *protocol::CompanyId::from(1);
    protocol::CompanyId other = *protocol::CompanyId::from(1);
    protocol::BranchId north = *protocol::BranchId::from(1);
    protocol::BranchId south = *protocol::BranchId::from(1);
    std::unique_ptr<domain::AlarmRunner> runner;
    bool refusesWrites = false; ///< as a full queue does
    int losesCommits = 0;       ///< so many of the next ones, as a full disk does
    std::vector<domain::CommitListener> listeners;

private:
    void transact(const WriteUnit& unit, const Done& done)
    {
        db.exec(QLatin1StringView("BEGIN IMMEDIATE"));
        journal->begin([](const auto&) {});
        journal->beginUnit();
        auto result = unit(workspace);
        if (result && losesCommits > 0) {
            --losesCommits;
            result = protocol::failure(protocol::ErrorCode::Unavailable);
        }
        if (!result) {
            db.exec(QLatin1StringView("ROLLBACK"));
            journal->rolledBack();
            done(std::move(result));
            return;
        }
        db.exec(QLatin1StringView("COMMIT"));
        const auto batch = journal->committed();
        done(std::move(result));
        if (!batch)
            return;
        if (runner)
            runner->committed(*batch);
        for (const auto& listener : listeners)
            listener(batch);
    }

    std::deque<std::pair<WriteUnit, Done>> m_queue;
    bool m_running = false;
};

} // namespace support
