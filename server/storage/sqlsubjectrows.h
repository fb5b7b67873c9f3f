// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"

namespace storage {

class Connection;

/// Over the rows that the journal keeps (view_rows).
class SqlSubjectRows final : public domain::SubjectRows
{
public:
    explicit SqlSubjectRows(Connection& db) : m_db(db) {}

    std::optional<domain::SubjectRow> find(protocol::CompanyId company, protocol::TopicIndex topic,
                                           const QString& id) override;
    void forEach(protocol::CompanyId company, protocol::TopicIndex topic,
                 const std::function<void(const domain::SubjectRow&)>& visit) override;

private:
    Connection& m_db;
};

} // namespace storage
