// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/ordercard.h"

#include "panels/cafe/movebar.h"
#include "panels/cafe/orderitems.h"
#include "panels/cafe/paybar.h"
#include "panels/cafe/tableface.h"
#include "panels/cafe/unsent.h"
#include "theme/cafesigns.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include "models/models.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using protocol::OrderStatus;

namespace ui {

OrderCard::OrderCard(const client::Models& models, std::shared_ptr<const CafeUnsent> unsent,
                     client::CafeDeeds::Send send, QWidget* parent)
    : QFrame(parent)
    , m_models(models)
    , m_unsent(std::move(unsent))
    , m_deeds(std::move(send))
    , m_title(makeLabel({}, Type::Title, Weight::Semibold))
    , m_zone(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted))
    , m_state(new Chip)
    , m_facts(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_expected(makeLabel({}, Type::Body, Weight::Medium))
    , m_several(new QWidget)
    , m_severalGroup(new QButtonGroup(this))
    , m_items(new OrderItems(models))
    , m_noOrder(new QWidget)
    , m_totals(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_due(makeLabel({}, Type::Heading, Weight::Semibold))
    , m_payBar(new PayBar)
    , m_moveBar(new MoveBar(models))
    , m_buttons(new QWidget)
    , m_serve(new QPushButton)
    , m_pay(new QPushButton(tr("Pay")))
    , m_move(new QPushButton(tr("Move the guests")))
    , m_close(new QPushButton(tr("Close", "an order")))
    , m_cancel(new QPushButton)
{
    setProperty("card", true);
    setAccessibleName(tr("The chosen table"));
    for (QLabel* label : {m_facts, m_expected, m_totals, m_due})
        label->setWordWrap(true);
    auto* several = new QHBoxLayout(m_several);
    several->setContentsMargins(0, 0, 0, 0);
    several->setSpacing(space::xs);
    connect(m_severalGroup, &QButtonGroup::idClicked, this, [this](int id) { showOrder(id); });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::m, space::l, space::l);
    layout->setSpacing(space::s);
    layout->addWidget(buildHead());
    layout->addWidget(m_state, 0, Qt::AlignLeft);
    layout->addWidget(m_facts);
    layout->addWidget(m_expected);
    layout->addWidget(m_several);
    for (QWidget*& rule : m_rules)
        rule = makeRule(Qt::Horizontal);
    layout->addWidget(m_rules[0]);
    layout->addWidget(m_items, 1);
    layout->addWidget(m_noOrder, 1);
    layout->addWidget(m_rules[1]);
    layout->addWidget(m_totals);
    layout->addWidget(m_due);
    layout->addWidget(m_payBar);
    layout->addWidget(m_moveBar);
    layout->addWidget(buildFoot());
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible() && ticker().now().time().second() == 0)
            refresh();
    });
    refresh();
}

QWidget* OrderCard::buildHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_title);
    row->addWidget(m_zone, 1, Qt::AlignVCenter);
    auto* close = makeIconButton("close"_L1, tr("Back to the orders"));
    close->setProperty("flat", true);
    row->addWidget(close);
    connect(close, &QAbstractButton::clicked, this, &OrderCard::closeRequested);
    return head;
}

QWidget* OrderCard::buildFoot()
{
    m_pay->setProperty("primary", true);
    setLeadingIcon(*m_serve, icon("check"_L1));
    auto* column = new QVBoxLayout(m_buttons);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_serve);
    column->addWidget(m_pay);
    column->addWidget(m_move);
    column->addWidget(m_close);
    column->addWidget(m_cancel);
    connect(m_pay, &QAbstractButton::clicked, this, [this] {
        if (const protocol::OrderRow* order = m_models.orders.find(m_order)) {
            m_payBar->ask(order->total, order->discount);
            setButtons(order);
        }
    });
    connect(m_payBar, &PayBar::payRequested, this,
            [this](protocol::PaymentMethod method, protocol::Money discount) {
                m_deeds.pay(m_order, method, discount);
            });
    connect(m_payBar, &PayBar::closed, this, [this] {
        setButtons(m_models.orders.find(m_order));
        m_pay->setFocus();
    });
    connect(m_move, &QAbstractButton::clicked, this, [this] {
        m_cancelAsked = false;
        m_moveBar->ask(m_table);
        setButtons(m_models.orders.find(m_order));
    });
    connect(m_moveBar, &MoveBar::moveRequested, this,
            [this](qint64 table) { m_deeds.moveTo(m_order, table); });
    connect(m_moveBar, &MoveBar::closed, this, [this] {
        setButtons(m_models.orders.find(m_order));
        m_move->setFocus();
    });
    connect(m_serve, &QAbstractButton::clicked, this, [this] {
        for (const qint64 task : m_models.kitchen.tasksOf(m_order)) {
            if (client::waitsForWaiter(*m_models.kitchen.find(task)) && !m_unsent->tasks.contains(task))
                m_deeds.serve(task);
        }
    });
    connect(m_close, &QAbstractButton::clicked, this,
            [this] { m_deeds.setStatus(m_order, OrderStatus::Closed); });
    connect(m_cancel, &QAbstractButton::clicked, this, &OrderCard::askToCancel);
    return m_buttons;
}

void OrderCard::askToCancel()
{
    // What is cancelled is not cooked: the same button asks once more.
    if (std::exchange(m_cancelAsked, true)) {
        m_cancelAsked = false;
        m_deeds.setStatus(m_order, OrderStatus::Cancelled);
    }
    setButtons(m_models.orders.find(m_order));
}

void OrderCard::showTable(qint64 table)
{
    const QList<qint64> orders = m_models.orders.openAt(table);
    if (!orders.isEmpty()) {
        showOrder(orders.first());
        return;
    }
    leaveQuestion();
    m_order = 0;
    m_table = table;
    refresh();
    emit tableChanged(m_table);
}

void OrderCard::showOrder(qint64 order)
{
    leaveQuestion();
    m_order = order;
    const protocol::OrderRow* row = m_models.orders.find(order);
    m_table = row ? row->tableId.value_or(0) : 0;
    refresh();
    emit tableChanged(m_table);
}

void OrderCard::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    refresh();
}

bool OrderCard::leaveQuestion()
{
    const bool asked = m_cancelAsked || !m_payBar->isHidden() || isMoving();
    m_cancelAsked = false;
    m_payBar->leave();
    m_moveBar->leave();
    return asked;
}

bool OrderCard::isMoving() const
{
    return !m_moveBar->isHidden();
}

void OrderCard::chooseTarget(qint64 table)
{
    m_moveBar->choose(table);
}

void OrderCard::hideEvent(QHideEvent* event)
{
    leaveQuestion();
    QFrame::hideEvent(event);
}

void OrderCard::refresh()
{
    const QDateTime now = ticker().now();
    // Its guests have moved: the card goes with them.
    if (const protocol::OrderRow* own = m_models.orders.find(m_order);
        own && own->tableId.value_or(0) != m_table) {
        m_table = own->tableId.value_or(0);
        emit tableChanged(m_table);
    }
    const protocol::TableRow* table = m_models.tables.find(m_table);
    // Guests have sat down at the table that is looked at, or its order is another now.
    if (m_order == 0 && table) {
        if (const QList<qint64> orders = m_models.orders.openAt(m_table); !orders.isEmpty())
            m_order = orders.first();
    }
    const protocol::OrderRow* order = m_models.orders.find(m_order);
    m_title->setText(table                         ? tr("Table %1").arg(table->number)
                     : order && order->tableNumber ? tr("Table %1").arg(*order->tableNumber)
                                                   : tr("No table"));
    m_zone->setText(table ? table->zone.title : QString());
    chooseAmong(m_models.orders.openAt(m_table));

    QStringList facts;
    if (table)
        facts.append(tr("%n places", nullptr, table->places));
    if (order) {
        facts.append(tr("%n guests", nullptr, order->guests));
        if (order->waiter)
            facts.append(order->waiter->name);
        if (order->client)
            facts.append(order->client->name);
        facts.append(tr("ordered at %1").arg(format::timeOrDate(order->createdAt, now)));
        if (order->paidAt)
            facts.append(signOf(order->paymentMethod).text + u' ' + format::timeOrDate(*order->paidAt, now));
    }
    m_facts->setText(facts.join(u" · "_s));
    m_facts->setVisible(!facts.isEmpty());
    m_expected->setText(bookings());
    m_expected->setVisible(!m_expected->text().isEmpty());
    if (order) {
        const auto waits = m_unsent->orders.constFind(m_order);
        m_state->setSign(waits != m_unsent->orders.cend()                 ? unsentSign(*waits)
                         : table && order->status == OrderStatus::Open ? faceOf(*table, m_models, *m_unsent, now).sign
                                                                       : signOf(*order));
        m_items->setOrder(*order);
        QStringList totals;
        if (order->discount.isPositive()) {
            totals.append(tr("Total %1").arg(format::money(order->total.units())));
            totals.append(tr("Discount %1").arg(format::money(order->discount.units())));
        }
        m_totals->setText(totals.join(u" · "_s));
        m_due->setText(order->paidAt ? tr("Paid %1", "a sum").arg(format::money(order->due().units()))
                                     : tr("To pay %1", "a sum").arg(format::money(order->due().units())));
    } else if (table) {
        m_state->setSign(faceOf(*table, m_models, *m_unsent, now).sign);
    }
    m_state->setVisible(order || table);
    for (QWidget* each : {static_cast<QWidget*>(m_items), m_rules[0], m_rules[1]})
        each->setVisible(order);
    m_noOrder->setVisible(!order);
    m_totals->setVisible(order && !m_totals->text().isEmpty());
    m_due->setVisible(order);
    setButtons(order);
    setAccessibleDescription(asText());
}

QString OrderCard::bookings() const
{
    QStringList lines;
    for (const qint64 id : expectedGuests(m_models, m_table, ticker().now())) {
        const protocol::BookingRow& row = *m_models.bookings.find(id);
        QStringList words{tr("Booked for %1", "a time").arg(format::time(row.at)), row.guest,
                          tr("%n guests", nullptr, row.guests), row.phone};
        words.removeAll(QString());
        lines.append(words.join(u" · "_s));
    }
    return lines.join(u'\n');
}

void OrderCard::chooseAmong(const QList<qint64>& orders)
{
    if (m_choice != orders) {
        m_choice = orders;
        for (QAbstractButton* button : m_severalGroup->buttons())
            delete button;
        for (const qint64 order : orders) {
            auto* button = new QPushButton(tr("No. %1", "an order").arg(order));
            button->setProperty("flat", true);
            button->setCheckable(true);
            m_severalGroup->addButton(button, int(order));
            m_several->layout()->addWidget(button);
        }
    }
    if (QAbstractButton* chosen = m_severalGroup->button(int(m_order)))
        chosen->setChecked(true);
    m_several->setVisible(orders.size() > 1);
}

void OrderCard::setButtons(const protocol::OrderRow* order)
{
    const bool asking = !m_payBar->isHidden() || isMoving();
    const bool may = order && m_roles.passes({protocol::Role::Waiter});
    // What waits to be sent is not done a second time; after a refusal it may be.
    const bool settled = order && !(m_unsent->orders.contains(order->id) && !m_unsent->orders.value(order->id));
    const bool open = order && order->status == OrderStatus::Open;
    int ready = 0;
    if (open) {
        for (const qint64 task : m_models.kitchen.tasksOf(order->id))
            ready += client::waitsForWaiter(*m_models.kitchen.find(task)) && !m_unsent->tasks.contains(task);
    }
    m_serve->setText(tr("On the table  %1", "dishes that are ready").arg(ready));
    m_serve->setVisible(may && ready > 0);
    m_pay->setVisible(may && order->status != OrderStatus::Cancelled && !order->paidAt);
    m_move->setVisible(may && open && m_models.tables.rowCount() > 1);
    m_close->setVisible(may && open);
    m_cancel->setVisible(may && open && !order->paidAt);
    m_cancel->setText(m_cancelAsked ? tr("Really cancel?") : tr("Cancel", "an order"));
    for (QPushButton* button : {m_pay, m_move, m_close, m_cancel})
        button->setEnabled(settled);
    m_buttons->setVisible(may && !asking);
}

QString OrderCard::asText() const
{
    QStringList lines{m_title->text(), m_state->sign().text, m_facts->text(), m_expected->text()};
    if (m_order != 0)
        lines << m_items->asText() << m_totals->text() << m_due->text();
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace ui
