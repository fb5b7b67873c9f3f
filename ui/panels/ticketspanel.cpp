// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketspanel.h"

#include "panels/ticketform.h"
#include "panels/ticketpage.h"
#include "panels/ticketslist.h"
#include "panels/ticketwords.h"
#include "shell/fuzzy.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"

#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using protocol::Role;

namespace ui {

namespace {

const QString newTicketPlace = u"new"_s;

} // namespace

TicketsPanel::TicketsPanel(const Context& context, QWidget* parent)
    : Panel("tickets"_L1, "tickets"_L1, parent)
    , m_context(context)
    , m_tools(new TableTools(tr("Ticket or person"), this))
    , m_new(new QPushButton(tr("New ticket")))
    , m_list(new TicketsList(context, actions()))
    , m_page(new TicketPage(context, actions()))
    , m_form(new TicketForm)
    , m_stack(new QStackedWidget)
{
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_form);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    m_new->setProperty("primary", true);
    m_tools->add(m_new, TableTools::Beside::Last);
    m_tools->serve(m_list->table());
    connect(m_tools, &TableTools::noted, this, &Panel::noted);
    connect(m_new, &QAbstractButton::clicked, this, [this] {
        emit openRequested({key(), newTicketPlace, 0});
    });
    connect(m_list, &TicketsList::opened, this,
            [this](qint64 id) { emit openRequested({key(), u"tickets"_s, id}); });
    connect(m_form, &TicketForm::left, this, &Panel::backRequested);
    connect(m_form, &TicketForm::submitted, this, [this](const client::NewTicket& ticket) {
        actions().tickets.create(ticket);
        emit backRequested();
    });
    m_recount.watch(context.models.tickets);
}

QString TicketsPanel::title() const
{
    return tr("Tickets");
}

bool TicketsPanel::helps() const
{
    return m_roles.passes({Role::Master, Role::Technician});
}

std::optional<Panel::Badge> TicketsPanel::badge() const
{
    if (!helps())
        return std::nullopt;
    const client::TicketsModel::Counts& counts = m_context.models.tickets.counts();
    return Badge{counts.pressing, counts.urgent > 0 ? Tone::Critical : Tone::Serious};
}

void TicketsPanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    m_page->setRoles(roles);
    m_form->setForOthers(helps());
    m_list->setReader(m_account, helps());
    emit badgeChanged();
}

void TicketsPanel::setAccount(qint64 account)
{
    m_account = account;
    m_list->setReader(account, helps());
}

void TicketsPanel::setPerson(const QString& person)
{
    m_list->table().setPerson(person);
    if (m_list->table().view().horizontalHeader()->sortIndicatorSection() < 0)
        m_list->sortAtFirst();
}

void TicketsPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    m_list->setOutbox(entries);
    m_page->setOutbox(entries);
}

void TicketsPanel::setWall(bool wall)
{
    if (wall)
        m_tools->field().clear();
    m_list->setWall(wall);
}

// ---- places ----

void TicketsPanel::showPage(QWidget* page)
{
    m_stack->setCurrentWidget(page);
    m_tools->setListOpen(page == m_list);
}

QString TicketsPanel::recordTitle() const
{
    return m_stack->currentWidget() == m_page   ? m_page->title()
           : m_stack->currentWidget() == m_form ? tr("New ticket")
                                                : QString();
}

bool TicketsPanel::openRecord(const QString& topic, qint64 id)
{
    if (topic == newTicketPlace) {
        showPage(m_form);
        m_form->focusFirst();
        return true;
    }
    const protocol::TicketEventRow* event =
        topic == "ticketlog"_L1 ? m_context.models.ticketLog.find(id) : nullptr;
    const qint64 ticket = event ? event->ticket : id;
    if ((topic != "tickets"_L1 && !event) || !m_context.models.tickets.find(ticket))
        return false;
    m_page->setTicket(ticket);
    if (event)
        m_page->revealEvent(id);
    showPage(m_page);
    return true;
}

bool TicketsPanel::back()
{
    if (m_stack->currentWidget() == m_list)
        return false;
    const qint64 left = m_stack->currentWidget() == m_page ? m_page->ticket() : 0;
    showPage(m_list);
    if (left != 0)
        m_list->table().reveal(left);
    return true;
}

void TicketsPanel::focusFilter()
{
    m_tools->takeKeyboard();
}

QList<Finding> TicketsPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    if (const int score = fuzzyScore(query, tr("New ticket")); score > 0)
        result.append({tr("New ticket"), title(), iconName(), {key(), newTicketPlace, 0}, score});
    const client::TicketsModel& rows = m_context.models.tickets;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::TicketRow& row = rows.at(i);
        const QString name = ticketNumber(row.id) + u' ' + row.title;
        if (const int score = fuzzyScore(query, name); score > 0)
            result.append({name,
                           signOf(row.status).text + u" · "_s + row.reporter,
                           iconName(),
                           {key(), u"tickets"_s, row.id},
                           score});
    }
    return bestOf(std::move(result), limit);
}

} // namespace ui
