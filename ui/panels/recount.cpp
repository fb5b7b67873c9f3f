// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/recount.h"

#include <QAbstractItemModel>

namespace ui {

Recount::Recount(int delayMs, QObject* parent, std::function<void()> count)
    : QObject(parent), m_count(std::move(count))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_count(); });
}

void Recount::watch(const QAbstractItemModel& rows)
{
    connect(&rows, &QAbstractItemModel::rowsInserted, this, &Recount::soon);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, &Recount::soon);
    connect(&rows, &QAbstractItemModel::dataChanged, this, &Recount::soon);
    connect(&rows, &QAbstractItemModel::modelReset, this, &Recount::soon);
}

void Recount::soon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

} // namespace ui
