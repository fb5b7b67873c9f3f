// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/tabletools.h"

#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

TableTools::TableTools(const QString& words, QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_field(new SearchField(words, this))
    , m_export(makeIconButton("export"_L1, tr("Export as CSV"), this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::s);
    m_row->addWidget(m_field);
    m_row->addWidget(m_export);
    hide(); // until its panel is the one in the window
}

void TableTools::add(QWidget* tool, Beside where)
{
    const int place = where == Beside::BeforeField    ? m_row->indexOf(m_field)
                      : where == Beside::BeforeExport ? m_row->indexOf(m_export)
                                                      : m_row->count();
    m_row->insertWidget(place, tool);
}

void TableTools::serve(RecordTable& table)
{
    serveField(table);
    serveFiles(table);
    connect(m_export, &QAbstractButton::clicked, &table, &RecordTable::exportCsv);
}

void TableTools::serveField(RecordTable& table)
{
    connect(m_field, &QLineEdit::textChanged, &table, &RecordTable::setFilterText);
}

void TableTools::serveFiles(RecordTable& table)
{
    connect(&table, &RecordTable::exported, this, [this](const QString& file, int rows) {
        emit noted(tr("%n rows written to %1", nullptr, rows).arg(file));
    });
    connect(&table, &RecordTable::exportFailed, this, [this](const QString& file, const QString& reason) {
        emit noted(tr("%1 was not written: %2").arg(file, reason));
    });
}

void TableTools::takeKeyboard()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void TableTools::setListOpen(bool open)
{
    for (int i = 0; i < m_row->count(); ++i)
        if (QWidget* tool = m_row->itemAt(i)->widget())
            tool->setVisible(open);
}

} // namespace ui
