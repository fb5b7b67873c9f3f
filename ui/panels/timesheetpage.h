// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include "core/reply.h"
#include "core/sheethours.h"
#include "protocol/rows/timesheet.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QPushButton;
class QStackedLayout;

namespace ui {

class Chip;
class Conversation;
class DecisionBar;
class ElidedLabel;
class HoursGrid;
class StatePage;
class StatTile;

/// One timesheet: whose it is and how far, the hours worker by worker and day by day, what was said
/// about it, and what this person may do with it.
class TimesheetPage final : public QWidget
{
    Q_OBJECT
public:
    TimesheetPage(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    void setSheet(qint64 id);
    qint64 sheet() const { return m_sheet; }
    QString title() const;
    void setRoles(protocol::Roles roles);
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    void revealComment(qint64 comment);

    HoursGrid& hours() { return *m_grid; }
    Conversation& conversation() { return *m_conversation; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildTiles();
    void refresh();
    void refreshTiles(const protocol::TimesheetRow& row);
    void refreshActions(const protocol::TimesheetRow& row);
    void refreshComments();
    void askHours();
    void showHours(const client::Reply& reply);
    void approve();
    void reject();
    void cancel();
    void arrange();

    Context m_context;
    const client::Actions& m_actions;
    qint64 m_sheet = 0;
    protocol::Roles m_roles;
    std::vector<client::OutboxEntry> m_outbox;
    std::optional<protocol::TimesheetRow> m_known; ///< as it was when its hours were asked for
    std::optional<client::SheetHours> m_hours;
    int m_question = 0; ///< only the newest question's answer counts

    Chip* m_state;
    Chip* m_unsent;
    ElidedLabel* m_facts;
    QPushButton* m_submit;
    QPushButton* m_approve;
    QPushButton* m_reject;
    QPushButton* m_cancel;
    DecisionBar* m_decision;
    StatTile* m_hoursTile;
    StatTile* m_workersTile;
    StatTile* m_overtimeTile;
    StatTile* m_wagesTile;
    HoursGrid* m_grid;
    StatePage* m_noHours;
    QStackedLayout* m_hoursStack;
    Conversation* m_conversation;
    QBoxLayout* m_lower;
};

} // namespace ui
