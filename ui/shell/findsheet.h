// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "shell/sheet.h"

#include <QAbstractListModel>

#include <functional>

class QLabel;
class QListView;

namespace ui {

class SearchField;

/// What the palette shows; used by its view's delegate.
class FindingsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void set(QList<Finding> findings);
    const Finding& at(int row) const { return m_findings[row]; }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_findings.size());
    }
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Finding> m_findings;
};

/// Ctrl+K: finds any panel, machine, person or action by a few letters.
class FindSheet final : public Sheet
{
    Q_OBJECT
public:
    /// Answers a query; an empty one gets what is worth offering unasked.
    using Search = std::function<QList<Finding>(const QString& query)>;

    FindSheet(Search search, QWidget* window);

    /// Opens it empty.
    void ask();

signals:
    void chosen(const ui::Place& place);

protected:
    QWidget* firstFocus() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    void choose(int row);

    Search m_search;
    SearchField* m_field;
    FindingsModel* m_model;
    QListView* m_list;
    QLabel* m_nothing;
};

} // namespace ui
