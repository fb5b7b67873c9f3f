// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sheethours.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace ui {

/// A timesheet's hours: workers down, days across, sums at the edges.
class HoursModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Worker, Total, FirstDay };

    using QAbstractTableModel::QAbstractTableModel;

    void setHours(const client::SheetHours& hours);
    const client::SheetHours& hours() const { return m_hours; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isSum(int row) const { return row == int(m_hours.workers.size()); }
    QString text(int row, int column) const;
    QString tip(int row, int column) const;
    /// More than twelve hours in a day want a look.
    bool isOvertime(int row, int column) const;

    client::SheetHours m_hours;
};

/// Shows them as a table that copies as text; a day's objects and rates are in its tip.
class HoursGrid final : public QTableView
{
    Q_OBJECT
public:
    explicit HoursGrid(QWidget* parent = nullptr);

    void setHours(const client::SheetHours& hours);
    HoursModel& hoursModel() { return *m_model; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applyMetrics();

    HoursModel* m_model;
};

} // namespace ui
