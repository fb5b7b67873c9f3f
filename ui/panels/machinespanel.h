// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/tabletools.h"

#include "protocol/rows/machine.h"

#include <optional>

class QButtonGroup;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace ui {

class FreshFrame;
class MachineCards;
class MachinePage;
class RecordTable;

/// The looms: as cards for the eye, as a table for the keyboard, and each with a page of its own.
class MachinesPanel final : public Panel
{
    Q_OBJECT
public:
    explicit MachinesPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override;
    QWidget* tools() override { return m_tools; }
    QString recordTitle() const override;
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;

    MachineCards& cards() { return *m_cards; }
    RecordTable& table() { return *m_table; }
    MachinePage& page() { return *m_page; }

private:
    /// What the buttons above the list narrow it to.
    enum class Only { All, Working, Idle, Maintenance, Stopped, Calling };

    void buildTools();
    QWidget* buildOnlyBar();
    void setOnly(Only only);
    void refreshCounts();
    void showCards(bool cards);
    void reviewView();
    void open(qint64 machine);

    Context m_context;
    TableTools* m_tools;
    QToolButton* m_cardsButton;
    QToolButton* m_tableButton;
    QWidget* m_list;
    QWidget* m_onlyBar;
    QButtonGroup* m_onlyGroup;
    QStackedWidget* m_views;
    RecordTable* m_table;
    MachineCards* m_cards;
    FreshFrame* m_cardsFrame;
    MachinePage* m_page;
    QStackedWidget* m_stack;
    Only m_only = Only::All;
    bool m_asCards = true;
};

} // namespace ui
