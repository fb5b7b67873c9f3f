// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/landing.h"

#include "shell/mainwindow.h"

#include "models/models.h"

#include <algorithm>

namespace ui {

Landing::Landing(MainWindow& window, client::Models& models, const Place& place)
    : QObject(&window), m_window(window), m_models(models), m_place(place)
{
    // Queued: first the panels take in what has come.
    for (const client::RowsModel* rows : models.all()) {
        connect(rows, &QAbstractItemModel::rowsInserted, this, &Landing::attempt, Qt::QueuedConnection);
        connect(rows, &QAbstractItemModel::modelReset, this, &Landing::attempt, Qt::QueuedConnection);
    }
    connect(&window, &MainWindow::shownChanged, this, &Landing::attempt, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &Landing::attempt, Qt::QueuedConnection);
}

void Landing::attempt()
{
    const Panel* panel = m_window.panel(m_place.panel);
    if (panel && !m_window.shownPanels().contains(m_place.panel))
        return;
    const Place here = m_window.here();
    const bool waits = panel && here.panel == m_place.panel && here.topic.isEmpty();
    if (waits && m_place.id > 0) {
        const QString topic = m_place.topic.isEmpty() ? panel->topics().value(0) : m_place.topic;
        const auto all = m_models.all();
        const bool there = std::any_of(all.begin(), all.end(), [&](const client::RowsModel* rows) {
            return rows->topic() == topic && rows->rowOf(m_place.id) >= 0;
        });
        if (!there)
            return;
        m_window.go({m_place.panel, topic, m_place.id});
    } else if (waits) {
        m_window.go(m_place);
    }
    for (const client::RowsModel* rows : m_models.all())
        disconnect(rows, nullptr, this, nullptr);
    disconnect(&m_window, nullptr, this, nullptr);
    deleteLater();
}

} // namespace ui
