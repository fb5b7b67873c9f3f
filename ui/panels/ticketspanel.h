// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/tabletools.h"

class QPushButton;
class QStackedWidget;

namespace ui {

class TicketForm;
class TicketPage;
class TicketsList;

/// Calls for help: all of them together, a page for each, and a form for a new one. The staff see
/// everybody's, others what they have asked for.
class TicketsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit TicketsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override
    {
        return {QStringLiteral("tickets"), QStringLiteral("ticketlog")};
    }
    QWidget* tools() override { return m_tools; }
    QString recordTitle() const override;
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setRoles(protocol::Roles roles) override;
    void setAccount(qint64 account) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    /// For the staff, how many high and urgent ones wait; for others none.
    std::optional<Badge> badge() const override;

    TicketsList& list() { return *m_list; }
    TicketPage& page() { return *m_page; }

private:
    void showPage(QWidget* page);
    bool helps() const;

    Context m_context;
    TableTools* m_tools;
    QPushButton* m_new;
    TicketsList* m_list;
    TicketPage* m_page;
    TicketForm* m_form;
    QStackedWidget* m_stack;
    Recount m_recount{0, this,
                      [this] { emit badgeChanged(); }}; ///< the model counts after it has told of its rows
    protocol::Roles m_roles;
    qint64 m_account = 0;
};

} // namespace ui
