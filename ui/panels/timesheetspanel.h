// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class RecordTable;
class SearchField;

/// Brigades' timesheets, those that wait for a decision first, and what has been said about the chosen
/// one; a word can be added there.
class TimesheetsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit TimesheetsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("timesheets"), QStringLiteral("comments")}; }
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;

    RecordTable& sheets() { return *m_sheets; }
    RecordTable& comments() { return *m_comments; }

private:
    void showCommentsOf(qint64 sheet);
    void say();

    Context m_context;
    QWidget* m_tools;
    SearchField* m_search;
    QToolButton* m_export;
    RecordTable* m_sheets;
    RecordTable* m_comments;
    QWidget* m_commentsCard;
    QLabel* m_unsent;
    QLineEdit* m_words;
    QPushButton* m_say;
    qint64 m_sheet = 0; ///< whose comments are shown; 0: all
};

} // namespace ui
