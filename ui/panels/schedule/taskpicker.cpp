// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/taskpicker.h"

#include "panels/schedule/planwords.h"

#include "models/schedulemodel.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStringListModel>

namespace ui {

TaskPicker::TaskPicker(const client::ScheduleModel& rows, QWidget* parent)
    : QLineEdit(parent), m_rows(rows), m_titles(new QStringListModel(this))
{
    setPlaceholderText(tr("Code or name of the work"));
    auto* completer = new QCompleter(m_titles, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    // Thousands of titles are put together when somebody is about to choose, not at every change.
    connect(&rows.outline(), &client::ScheduleOutline::changed, this, [this] {
        m_listed = false;
        if (hasFocus())
            list();
    });
}

void TaskPicker::list()
{
    if (m_listed)
        return;
    m_listed = true;
    QStringList titles;
    m_tasks.clear();
    for (const client::ScheduleOutline::Node& node : m_rows.outline().nodes()) {
        const protocol::PlanTaskRow* row = node.section ? nullptr : m_rows.find(node.id);
        if (!row)
            continue;
        titles.append(taskTitle(*row));
        m_tasks.insert(titles.last().toCaseFolded(), row->id);
    }
    if (titles != m_titles->stringList())
        m_titles->setStringList(titles);
}

void TaskPicker::focusInEvent(QFocusEvent* event)
{
    list();
    QLineEdit::focusInEvent(event);
}

std::optional<qint64> TaskPicker::task() const
{
    if (!m_listed)
        const_cast<TaskPicker*>(this)->list();
    const auto found = m_tasks.constFind(text().trimmed().toCaseFolded());
    return found == m_tasks.cend() ? std::nullopt : std::optional(*found);
}

void TaskPicker::setTask(std::optional<qint64> task)
{
    const protocol::PlanTaskRow* row = task ? m_rows.find(*task) : nullptr;
    setText(row ? taskTitle(*row) : QString());
    setCursorPosition(0);
}

} // namespace ui
