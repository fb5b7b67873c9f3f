// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace ui {

class RecordTable;
class SearchField;

/// What stands in the top bar for a panel with tables: a field that filters as one types, a button that
/// writes a file, and whatever else the panel adds.
class TableTools final : public QWidget
{
    Q_OBJECT
public:
    /// words: what can be looked for, in the empty field.
    TableTools(const QString& words, QWidget* parent);

    enum class Beside { BeforeField, BeforeExport, Last };
    void add(QWidget* tool, Beside where);

    /// The table shows what the field says, the button writes what it shows.
    void serve(RecordTable& table);
    /// Only the first, or only what becomes of the file: where a panel has several tables.
    void serveField(RecordTable& table);
    void serveFiles(RecordTable& table);

    SearchField& field() { return *m_field; }
    QToolButton& exportButton() { return *m_export; }
    /// Puts the keyboard into the field, over what it holds.
    void takeKeyboard();
    /// None of them means anything while a record is open.
    void setListOpen(bool open);

signals:
    /// What became of a file, in words.
    void noted(const QString& text);

private:
    QHBoxLayout* m_row;
    SearchField* m_field;
    QToolButton* m_export;
};

} // namespace ui
