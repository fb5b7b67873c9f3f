// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"

namespace storage {

class Connection;

/// Groups and announcements are in sqlalarmgroups.cpp.
class SqlAlarms final : public domain::AlarmRepository
{
public:
    explicit SqlAlarms(Connection& db) : m_db(db) {}

    std::optional<domain::Alarm> find(protocol::CompanyId company, qint64 id) override;
    std::optional<domain::Alarm> findOpen(protocol::CompanyId company, const QString& rule,
                                          const QString& key) override;
    std::vector<domain::Alarm> open(protocol::CompanyId company) override;
    std::vector<domain::Alarm> openOfSource(protocol::CompanyId company, const QString& source) override;
    void forEachActive(const std::function<void(const OpenKey&)>& visit) override;
    qint64 insert(const domain::Alarm& alarm) override;
    void update(const domain::Alarm& alarm) override;

    std::vector<domain::Alarm> due(const QDateTime& now, int limit) override;
    std::optional<QDateTime> nextDue() override;

    domain::AlarmGroup group(const domain::AlarmGroup& like) override;
    void keep(const domain::AlarmGroup& group) override;
    std::vector<domain::AlarmGroup> dueGroups(const QDateTime& now, int limit) override;
    Waiting waiting(const domain::AlarmGroup& group, int limit) override;
    qint64 newAnnouncement(const domain::AlarmGroup& group, const QDateTime& at, int count) override;
    void markTold(const domain::AlarmGroup& group, qint64 announcement, const QDateTime& at, bool heard,
                  const std::optional<QDateTime>& nextAt) override;
    void markDisplayed(qint64 announcement, const QDateTime& at) override;
    std::vector<qint64> announcementsOf(qint64 alarm) override;
    domain::AlarmTally tally(qint64 announcement) override;

    void log(const domain::AlarmLogEntry& entry) override;
    std::vector<domain::AlarmLogEntry> logOf(protocol::CompanyId company, qint64 alarm) override;
    std::vector<domain::Alarm> history(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                                       qint64 before, int limit) override;
    void forEachOccurrence(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                           const std::function<void(const domain::Alarm&)>& visit) override;
    int forgetEndedBefore(const QDateTime& moment, int limit) override;

    qint64 judgedUpTo(protocol::CompanyId company) override;
    void setJudgedUpTo(protocol::CompanyId company, qint64 seq) override;

private:
    Connection& m_db;
};

} // namespace storage
