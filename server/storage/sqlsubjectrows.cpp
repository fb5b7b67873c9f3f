// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlsubjectrows.h"

#include "storage/alarmcolumns.h"
#include "storage/storedevents.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

QString topicName(protocol::TopicIndex topic)
{
    return QString(protocol::topicTable().at(static_cast<size_t>(topic)).name);
}

domain::SubjectRow readSubjectRow(const Rows& rows)
{
    return {.id = rows.text(0), .audience = readAudience(rows, 2), .row = jsonObject(rows.bytes(1))};
}

} // namespace

std::optional<domain::SubjectRow> SqlSubjectRows::find(protocol::CompanyId company, protocol::TopicIndex topic,
                                                       const QString& id)
{
    auto rows = m_db.query("SELECT row_id, json, company_id, branch_id, roles, user_id FROM view_rows"
                           " WHERE company_id = ? AND topic = ? AND number = ? AND row_id = ?"_L1,
                           company, topicName(topic), id.toLongLong(), id);
    return rows.next() ? std::optional(readSubjectRow(rows)) : std::nullopt;
}

void SqlSubjectRows::forEach(protocol::CompanyId company, protocol::TopicIndex topic,
                             const std::function<void(const domain::SubjectRow&)>& visit)
{
    auto rows = m_db.query("SELECT row_id, json, company_id, branch_id, roles, user_id FROM view_rows"
                           " WHERE company_id = ? AND topic = ? ORDER BY number, row_id"_L1,
                           company, topicName(topic));
    while (rows.next())
        visit(readSubjectRow(rows));
}

} // namespace storage
