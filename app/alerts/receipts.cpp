// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/receipts.h"

#include "protocol/rows/alarm.h"

#include <QJsonArray>

#include <algorithm>

namespace client {

using namespace Qt::StringLiterals;
using protocol::NotificationRow;
using protocol::Receipt;

namespace {

QList<qint64> alarmsIn(const NotificationRow& row)
{
    QList<qint64> ids;
    if (const qint64 one = row.data.value("alarm_id"_L1).toInteger())
        ids.append(one);
    const QJsonArray many = row.data.value("alarm_ids"_L1).toArray();
    for (const auto& id : many)
        ids.append(id.toInteger());
    return ids;
}

} // namespace

std::vector<Receipt> Receipts::apply(const RowBatch& batch, const QDateTime& now)
{
    std::vector<Receipt> out;
    if (const auto* alarms = batch.as<protocol::AlarmRow>()) {
        for (const auto& change : *alarms) {
            if (change.removed)
                m_shownAlarms.remove(change.id);
        }
        return out;
    }
    const auto* changes = batch.as<NotificationRow>();
    if (!changes)
        return out;
    for (const auto& change : *changes) {
        if (change.removed || change.row.readAt) {
            forget(change.id);
            continue;
        }
        if (m_known.contains(change.id))
            continue;
        const QList<qint64> alarms = alarmsIn(change.row);
        m_known.insert(change.id, {false, alarms});
        for (const qint64 alarm : alarms)
            m_ofAlarm[alarm].append(change.id);
        // What lies in the cache was reported when it came.
        if (batch.origin != Origin::Cache)
            out.push_back({change.id, Receipt::Stage::Received, now});
        const bool shown = std::any_of(alarms.begin(), alarms.end(),
                                       [this](qint64 alarm) { return m_shownAlarms.contains(alarm); });
        if (shown)
            show(change.id, now, out);
    }
    return out;
}

void Receipts::forget(qint64 notification)
{
    const auto known = m_known.constFind(notification);
    if (known == m_known.cend())
        return;
    for (const qint64 alarm : known->alarms) {
        const auto of = m_ofAlarm.find(alarm);
        if (of == m_ofAlarm.end())
            continue;
        of->removeOne(notification);
        if (of->isEmpty())
            m_ofAlarm.erase(of);
    }
    m_known.erase(known);
}

void Receipts::show(qint64 notification, const QDateTime& now, std::vector<Receipt>& out)
{
    const auto known = m_known.find(notification);
    if (known == m_known.end() || std::exchange(known->displayed, true))
        return;
    out.push_back({notification, Receipt::Stage::Displayed, now});
}

std::vector<Receipt> Receipts::displayed(const std::vector<Alert>& alerts, const QDateTime& now)
{
    std::vector<Receipt> out;
    for (const Alert& alert : alerts) {
        if (alert.notification != 0)
            show(alert.notification, now, out);
        if (alert.alarm == 0)
            continue;
        m_shownAlarms.insert(alert.alarm);
        for (const qint64 notification : m_ofAlarm.value(alert.alarm))
            show(notification, now, out);
    }
    return out;
}

std::vector<Receipt> Receipts::displayed(const QList<qint64>& notifications, const QDateTime& now)
{
    std::vector<Receipt> out;
    for (const qint64 notification : notifications)
        show(notification, now, out);
    return out;
}

} // namespace client
