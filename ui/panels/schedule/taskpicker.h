// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QLineEdit>

#include <optional>

class QStringListModel;

namespace client {
class ScheduleModel;
}

namespace ui {

/// A task of the project in view, found by any part of its code or name as one types.
class TaskPicker final : public QLineEdit
{
    Q_OBJECT
public:
    explicit TaskPicker(const client::ScheduleModel& rows, QWidget* parent = nullptr);

    /// None: what is typed is no task's title.
    std::optional<qint64> task() const;
    void setTask(std::optional<qint64> task);

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void list();

    const client::ScheduleModel& m_rows;
    QStringListModel* m_titles;
    QHash<QString, qint64> m_tasks; ///< by title, case folded
    bool m_listed = false;
};

} // namespace ui
