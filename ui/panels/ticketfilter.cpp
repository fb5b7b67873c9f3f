// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketfilter.h"

#include "panels/ticketwords.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include "models/ticketsmodel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using protocol::TicketCategory;
using protocol::TicketPriority;
using Whose = ui::TicketFilter::Whose;

namespace ui {

namespace {

QPushButton* makeFilterChip()
{
    auto* chip = new QPushButton;
    chip->setProperty("flat", true);
    chip->setCheckable(true);
    return chip;
}

} // namespace

bool TicketFilter::passes(const protocol::TicketRow& row) const
{
    if (status && row.status != *status)
        return false;
    if (priorities != 0 && !((priorities >> static_cast<int>(row.priority)) & 1u))
        return false;
    if (category && row.category != *category)
        return false;
    switch (whose) {
    case Whose::Everybodys:
        return true;
    case Whose::Nobodys:
        return !row.assignee && !client::isDone(row);
    case Whose::Mine:
    case Whose::Persons:
        return row.assignee && row.assignee->id == person;
    }
    return true;
}

TicketFilterBar::TicketFilterBar(QWidget* parent)
    : QWidget(parent)
    , m_mine(makeFilterChip())
    , m_nobodys(makeFilterChip())
    , m_person(makeFilterChip())
    , m_category(new Choice)
    , m_clear(makeIconButton("close"_L1, tr("Show all")))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (QPushButton* chip : {m_mine, m_nobodys, m_person})
        row->addWidget(chip);
    row->addSpacing(space::s);
    // The most urgent stand first, as in the table.
    for (int i = 3; i >= 0; --i) {
        m_priorities[size_t(i)] = makeFilterChip();
        row->addWidget(m_priorities[size_t(i)]);
        connect(m_priorities[size_t(i)], &QAbstractButton::clicked, this, [this, i](bool on) {
            m_filter.priorities = on ? m_filter.priorities | (1u << i) : m_filter.priorities & ~(1u << i);
            apply();
        });
    }
    row->addSpacing(space::s);
    m_category->addItem(tr("Every category"));
    for (const TicketCategory category : {TicketCategory::Hardware, TicketCategory::Software,
                                          TicketCategory::Network, TicketCategory::Account,
                                          TicketCategory::Other})
        m_category->addItem(categoryText(category), int(category));
    m_category->setAccessibleName(tr("Category"));
    row->addWidget(m_category);
    row->addWidget(m_clear);
    row->addStretch(1);
    m_person->hide();

    connect(m_mine, &QAbstractButton::clicked, this,
            [this](bool on) { chooseWhose(on ? Whose::Mine : Whose::Everybodys, on ? m_account : 0); });
    connect(m_nobodys, &QAbstractButton::clicked, this,
            [this](bool on) { chooseWhose(on ? Whose::Nobodys : Whose::Everybodys, 0); });
    connect(m_person, &QAbstractButton::clicked, this, [this] { chooseWhose(Whose::Everybodys, 0); });
    connect(m_category, &QComboBox::activated, this, [this](int index) {
        m_filter.category =
            index > 0 ? std::optional(TicketCategory(m_category->itemData(index).toInt())) : std::nullopt;
        apply();
    });
    connect(m_clear, &QAbstractButton::clicked, this, &TicketFilterBar::clear);
    apply();
}

void TicketFilterBar::setStatus(std::optional<protocol::TicketStatus> status)
{
    m_filter.status = status;
    apply();
}

void TicketFilterBar::choosePerson(qint64 account, const QString& name)
{
    m_person->setText(name);
    chooseWhose(account == m_account ? Whose::Mine : Whose::Persons, account);
}

void TicketFilterBar::chooseNobodys()
{
    chooseWhose(Whose::Nobodys, 0);
}

void TicketFilterBar::clear()
{
    m_filter = {};
    m_category->setCurrentIndex(0);
    apply();
}

void TicketFilterBar::chooseWhose(Whose whose, qint64 person)
{
    m_filter.whose = whose;
    m_filter.person = person;
    apply();
}

void TicketFilterBar::apply()
{
    m_mine->setChecked(m_filter.whose == Whose::Mine);
    m_nobodys->setChecked(m_filter.whose == Whose::Nobodys);
    m_person->setVisible(m_filter.whose == Whose::Persons);
    m_person->setChecked(true);
    for (size_t i = 0; i < m_priorities.size(); ++i)
        m_priorities[i]->setChecked((m_filter.priorities >> i) & 1u);
    m_clear->setVisible(m_filter != TicketFilter());
    emit changed();
}

void TicketFilterBar::setReader(qint64 account, bool helps)
{
    // Who only asks sees their own: there is nothing to choose by person.
    m_mine->setVisible(helps);
    m_nobodys->setVisible(helps);
    const bool same = m_account == account && m_helps == helps;
    m_account = account;
    m_helps = helps;
    if (!same)
        clear();
}

void TicketFilterBar::refresh(const client::TicketsModel& rows)
{
    std::array<int, 4> priorities{};
    int mine = 0;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::TicketRow& row = rows.at(i);
        if (client::isDone(row))
            continue;
        ++priorities[size_t(row.priority)];
        mine += row.assignee && row.assignee->id == m_account;
    }
    const auto set = [](QPushButton* chip, const QString& name, int count) {
        chip->setText(name + u"  "_s + format::number(count));
    };
    set(m_mine, tr("Mine"), mine);
    set(m_nobodys, tr("Nobody's"), rows.counts().unassigned);
    for (size_t i = 0; i < m_priorities.size(); ++i)
        set(m_priorities[i], signOf(TicketPriority(i)).text, priorities[i]);
}

} // namespace ui
