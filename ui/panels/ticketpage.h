// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include "core/reply.h"
#include "panels/assignbar.h"
#include "protocol/rows/ticket.h"

#include <QWidget>

#include <array>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

class Chip;
class Conversation;
class ElidedLabel;

/// One ticket: what is wrong and where, who asks, who does something about it, what has happened and
/// been said, and what this person may do.
class TicketPage final : public QWidget
{
    Q_OBJECT
public:
    TicketPage(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    void setTicket(qint64 id);
    qint64 ticket() const { return m_ticket; }
    QString title() const;
    void setRoles(protocol::Roles roles);
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    /// Brings what has happened, a row of "ticketlog", into sight.
    void revealEvent(qint64 event);

    Conversation& conversation() { return *m_conversation; }
    AssignBar& assignBar() { return *m_assignBar; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Fact { Reporter, Phone, Where, Category, Assignee, Created, Taken, Solved, FactCount };
    QWidget* buildHead();
    QWidget* buildFacts();
    void refresh();
    void refreshFacts(const protocol::TicketRow& row);
    void refreshDeeds(const protocol::TicketRow& row);
    void refreshLog();
    void askWhom();
    void showTechnicians(const client::Reply& reply);
    /// Without the server: those who have tickets already.
    QList<AssignBar::Person> knownTechnicians() const;
    const protocol::TicketRow* row() const;
    void arrange();

    Context m_context;
    const client::Actions& m_actions;
    qint64 m_ticket = 0;
    protocol::Roles m_roles;
    std::vector<client::OutboxEntry> m_outbox;
    int m_question = 0; ///< only the newest question's answer counts

    Chip* m_status;
    Chip* m_priority;
    Chip* m_unsent;
    ElidedLabel* m_what;
    QPushButton* m_take;
    QPushButton* m_resolve;
    QPushButton* m_close;
    QPushButton* m_reopen;
    QPushButton* m_assign;
    AssignBar* m_assignBar;
    QLabel* m_description;
    std::array<std::array<QLabel*, 2>, FactCount> m_facts{}; ///< name and value of each
    Conversation* m_conversation;
    QBoxLayout* m_body;
};

} // namespace ui
