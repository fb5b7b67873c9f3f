// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketpage.h"

#include "panels/conversation.h"
#include "panels/inquiry.h"
#include "panels/ticketwords.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TicketStatus;

namespace ui {

namespace {

constexpr int ticketTimeToLive = 30;  ///< seconds
constexpr int ticketBesideFrom = 820; ///< from this width on the log stands beside the facts
/// contracts.md E5.
constexpr int shortestTicketComment = 2;
constexpr int longestTicketComment = 500;

QFrame* ticketCard(const QString& title, QWidget* content)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::l, space::m, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(makeLabel(title, Type::Body, Weight::Semibold));
    layout->addWidget(content, 1);
    return card;
}

bool concernsTicket(const client::OutboxEntry& entry, qint64 ticket)
{
    const auto subjects = client::Actions::subjectsOf(entry.request);
    return std::find(subjects.begin(), subjects.end(), std::pair(u"tickets"_s, ticket)) != subjects.end();
}

} // namespace

TicketPage::TicketPage(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_status(new Chip(Type::Title))
    , m_priority(new Chip(Type::Body))
    , m_unsent(new Chip(Type::Body))
    , m_what(new ElidedLabel(Type::Body, Weight::Regular, Ink::Muted))
    , m_take(new QPushButton(stepText(client::TicketStep::Take)))
    , m_resolve(new QPushButton(stepText(client::TicketStep::Resolve)))
    , m_close(new QPushButton(stepText(client::TicketStep::Close)))
    , m_reopen(new QPushButton(tr("Open again")))
    , m_assign(new QPushButton(tr("Assign\u2026")))
    , m_assignBar(new AssignBar)
    , m_description(makeLabel({}))
    , m_conversation(new Conversation)
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* facts = new FreshFrame(context.freshness, ticketTimeToLive);
    facts->setContent(ticketCard(tr("What is wrong"), buildFacts()));
    m_conversation->setBounds(shortestTicketComment, longestTicketComment);
    m_conversation->setWritable(true); // whoever sees a ticket may say something about it
    m_body->setSpacing(space::l);
    m_body->addWidget(facts, 1);
    m_body->addWidget(ticketCard(tr("What has happened"), m_conversation), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(buildHead());
    layout->addWidget(m_assignBar);
    layout->addLayout(m_body, 1);

    connect(m_take, &QAbstractButton::clicked, this, [this] {
        if (const protocol::TicketRow* seen = row())
            m_actions.tickets.take(*seen);
    });
    connect(m_resolve, &QAbstractButton::clicked, this, [this] { m_actions.tickets.resolve(m_ticket); });
    connect(m_close, &QAbstractButton::clicked, this, [this] { m_actions.tickets.close(m_ticket); });
    connect(m_reopen, &QAbstractButton::clicked, this, [this] { m_actions.tickets.reopen(m_ticket); });
    connect(m_assign, &QAbstractButton::clicked, this, &TicketPage::askWhom);
    connect(m_assignBar, &AssignBar::closed, m_assign, [this] {
        ++m_question; // an answer that comes now is late
        m_assign->setFocus(Qt::OtherFocusReason);
    });
    connect(m_assignBar, &AssignBar::chosen, this, [this](std::optional<qint64> person) {
        if (const protocol::TicketRow* seen = row())
            m_actions.tickets.assign(*seen, person);
    });
    connect(m_conversation, &Conversation::said, this,
            [this](const QString& text) { m_actions.tickets.comment(m_ticket, text); });
    for (const QAbstractItemModel* model : {static_cast<const QAbstractItemModel*>(&context.models.tickets),
                                            static_cast<const QAbstractItemModel*>(&context.models.ticketLog)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &TicketPage::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &TicketPage::refresh);
        connect(model, &QAbstractItemModel::dataChanged, this, &TicketPage::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &TicketPage::refresh);
    }
}

QWidget* TicketPage::buildHead()
{
    auto* head = new QFrame;
    head->setProperty("card", true);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(space::l, space::m, space::l, space::m);
    line->setSpacing(space::m);
    line->addWidget(m_status);
    line->addWidget(m_priority);
    line->addWidget(m_what, 1);
    line->addWidget(m_unsent);
    for (QPushButton* button : {m_take, m_assign, m_resolve, m_close, m_reopen})
        line->addWidget(button);
    return head;
}

QWidget* TicketPage::buildFacts()
{
    auto* pane = new QWidget;
    pane->setProperty("pane", true);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::l);
    m_description->setWordWrap(true);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_description);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::s);
    grid->setColumnStretch(1, 1);
    const QString names[] = {tr("Reporter"), tr("Phone"),   tr("Place"), tr("Category"),
                             tr("Assignee"), tr("Created"), tr("Taken"), tr("Solved")};
    for (int i = 0; i < FactCount; ++i) {
        QLabel* value = makeLabel({});
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts[size_t(i)] = {makeLabel(names[i], Type::Body, Weight::Regular, Ink::Muted), value};
        grid->addWidget(m_facts[size_t(i)][0], i, 0, Qt::AlignTop);
        grid->addWidget(value, i, 1);
    }
    column->addLayout(grid);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What is wrong"));
    scroll->setWidget(pane);
    return scroll;
}

const protocol::TicketRow* TicketPage::row() const
{
    return m_ticket ? m_context.models.tickets.find(m_ticket) : nullptr;
}

QString TicketPage::title() const
{
    const protocol::TicketRow* ticket = row();
    return ticket ? ticketNumber(m_ticket) + u" · "_s + ticket->title : ticketNumber(m_ticket);
}

void TicketPage::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    refresh();
}

void TicketPage::setTicket(qint64 id)
{
    m_ticket = id;
    m_assignBar->leave();
    m_conversation->setSayings({}, {});
    refresh();
}

void TicketPage::refresh()
{
    const protocol::TicketRow* ticket = row();
    if (!ticket)
        return;
    m_status->setSign(signOf(ticket->status));
    m_priority->setSign(signOf(ticket->priority));
    const qint64 lasted = ticket->createdAt.secsTo(ticket->resolvedAt.value_or(ticker().now()));
    m_what->setText(client::isDone(*ticket) ? tr("solved within %1").arg(format::age(lasted))
                                            : tr("waiting for %1").arg(format::age(lasted)));
    refreshFacts(*ticket);
    refreshDeeds(*ticket);
    refreshLog();
}

void TicketPage::refreshFacts(const protocol::TicketRow& ticket)
{
    m_description->setText(ticket.description);
    const auto set = [this](Fact fact, const QString& value) {
        m_facts[fact][1]->setText(value);
        for (QLabel* label : m_facts[fact])
            label->setVisible(!value.isEmpty());
    };
    const auto moment = [](const std::optional<QDateTime>& at) {
        return at ? format::dateTime(*at) : QString();
    };
    set(Reporter, ticket.reporter);
    set(Phone, ticket.phone);
    set(Where, ticket.place);
    set(Category, categoryText(ticket.category));
    set(Assignee, ticket.assignee ? ticket.assignee->name : tr("Nobody"));
    set(Created, moment(ticket.createdAt));
    set(Taken, moment(ticket.startedAt));
    set(Solved, moment(ticket.resolvedAt));
}

void TicketPage::refreshDeeds(const protocol::TicketRow& ticket)
{
    // As the server judges it; it has the last word.
    const bool helps = m_roles.passes({Role::Master, Role::Technician});
    const bool done = client::isDone(ticket);
    m_take->setVisible(helps && ticket.status == TicketStatus::Open);
    m_resolve->setVisible(helps && !done);
    m_close->setVisible(helps && ticket.status != TicketStatus::Closed);
    m_reopen->setVisible(helps && done);
    m_assign->setVisible(helps && ticket.status != TicketStatus::Closed);

    const client::TicketStep next = client::nextStep(ticket.status);
    const std::pair<QPushButton*, client::TicketStep> steps[] = {{m_take, client::TicketStep::Take},
                                                                 {m_resolve, client::TicketStep::Resolve},
                                                                 {m_close, client::TicketStep::Close}};
    for (const auto& [button, step] : steps) {
        if (button->property("primary").toBool() == (step == next))
            continue;
        button->setProperty("primary", step == next);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }

    const client::OutboxEntry* moved = nullptr;
    for (const client::OutboxEntry& entry : m_outbox)
        if (concernsTicket(entry, m_ticket) && client::Actions::deedOf(entry.request) != "comment"_L1)
            moved = &entry;
    const bool waits = moved && moved->state == client::OutboxState::Queued;
    for (QPushButton* button : {m_take, m_resolve, m_close, m_reopen, m_assign})
        button->setEnabled(!waits); // not twice
    if (waits || m_assign->isHidden())
        m_assignBar->leave();
    m_unsent->setVisible(moved);
    if (moved)
        m_unsent->setSign(unsentSign(!waits));
}

void TicketPage::refreshLog()
{
    std::vector<Conversation::Saying> sayings;
    for (const protocol::TicketEventRow& event : m_context.models.ticketLog.about(m_ticket))
        sayings.push_back({.id = event.id,
                           .author = event.by,
                           .text = ticketEventText(event),
                           .at = event.at,
                           .happened = event.what != protocol::TicketEventRow::What::Comment});
    std::vector<Conversation::Unsent> unsent;
    for (const client::OutboxEntry& entry : m_outbox)
        if (concernsTicket(entry, m_ticket) && client::Actions::deedOf(entry.request) == "comment"_L1)
            unsent.push_back(
                {entry.request.body["text"_L1].toString(), entry.state != client::OutboxState::Queued});
    m_conversation->setSayings(sayings, unsent);
}

void TicketPage::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    m_outbox = entries;
    refresh();
}

void TicketPage::revealEvent(qint64 event)
{
    m_conversation->reveal(event);
}

// ---- whom to give it to ----

QList<AssignBar::Person> TicketPage::knownTechnicians() const
{
    std::map<qint64, AssignBar::Person> known;
    const client::TicketsModel& rows = m_context.models.tickets;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::TicketRow& ticket = rows.at(i);
        if (!ticket.assignee)
            continue;
        AssignBar::Person& person = known[ticket.assignee->id];
        person.id = ticket.assignee->id;
        person.name = ticket.assignee->name;
        person.load += !client::isDone(ticket);
    }
    QList<AssignBar::Person> people;
    for (const auto& [id, person] : known)
        people.append(person);
    std::sort(people.begin(), people.end(), [](const AssignBar::Person& a, const AssignBar::Person& b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    return people;
}

void TicketPage::askWhom()
{
    const protocol::TicketRow* ticket = row();
    if (!ticket)
        return;
    m_assignBar->ask(knownTechnicians(),
                     ticket->assignee ? std::optional(ticket->assignee->id) : std::nullopt);
    m_assignBar->setNote(tr("asking who there is\u2026"));
    m_context.inquiry.ask({.path = u"/api/v1/tickets/technicians"_s}, this,
                          [this, question = ++m_question](const client::Reply& reply) {
                              if (question == m_question)
                                  showTechnicians(reply);
                          });
}

void TicketPage::showTechnicians(const client::Reply& reply)
{
    const protocol::TicketRow* ticket = row();
    if (!ticket || m_assignBar->isHidden())
        return;
    if (!reply.ok) {
        m_assignBar->setNote(tr("Only those who have had tickets: the server did not say who there is."));
        return;
    }
    QList<AssignBar::Person> people;
    const QJsonArray technicians = reply.json["technicians"_L1].toArray();
    for (const auto& one : technicians)
        people.append({one["id"_L1].toInteger(), one["name"_L1].toString(), one["open"_L1].toInt()});
    // A manager may have it, who is not in the list.
    const auto present = ticket->assignee;
    if (present && std::none_of(people.begin(), people.end(), [&](const AssignBar::Person& person) {
            return person.id == present->id;
        }))
        people.append({present->id, present->name, 0});
    m_assignBar->ask(people, present ? std::optional(present->id) : std::nullopt);
    m_assignBar->setNote({});
}

void TicketPage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void TicketPage::arrange()
{
    const bool beside = width() >= int(ticketBesideFrom * theme().textScale());
    m_body->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace ui
