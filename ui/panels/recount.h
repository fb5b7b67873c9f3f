// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <functional>

class QAbstractItemModel;

namespace ui {

/// Figures over rows: counted anew once for many changes, so that a flood costs as much as a drop.
class Recount final : public QObject
{
    Q_OBJECT
public:
    /// The first change is followed delayMs later, 0: when what is being told has been told.
    Recount(int delayMs, QObject* parent, std::function<void()> count);

    /// For every change of these rows.
    void watch(const QAbstractItemModel& rows);
    void soon();

private:
    QTimer m_timer;
    std::function<void()> m_count;
};

} // namespace ui
