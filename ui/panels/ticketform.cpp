// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketform.h"

#include "panels/ticketwords.h"
#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using protocol::TicketCategory;
using protocol::TicketPriority;

namespace ui {

namespace {

// contracts.md E5
constexpr int shortestTitle = 5;
constexpr int longestTitle = 60;
constexpr int shortestDescription = 10;
constexpr int longestDescription = 5'000;
constexpr int formWidth = 720;

} // namespace

std::optional<QString> phoneFromTyped(const QString& text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
        else if (!c.isSpace() && !u"+()-."_s.contains(c))
            return std::nullopt;
    }
    if (digits.isEmpty())
        return text.trimmed().isEmpty() ? std::optional(QString()) : std::nullopt;
    if (digits.size() == 11 && (digits[0] == u'7' || digits[0] == u'8'))
        digits.remove(0, 1);
    // No area is called 89x: that is an 8 and a number whose last digit is missing.
    if (digits.size() != 10 || digits.startsWith(u"89"_s))
        return std::nullopt;
    return u"+7 (%1) %2-%3-%4"_s.arg(digits.mid(0, 3), digits.mid(3, 3), digits.mid(6, 2), digits.mid(8, 2));
}

TicketForm::TicketForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_title(new QLineEdit)
    , m_description(new QPlainTextEdit)
    , m_priority(new Choice)
    , m_category(new Choice)
    , m_building(new QLineEdit)
    , m_floor(new QLineEdit)
    , m_room(new QLineEdit)
    , m_reporter(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_missing(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_send(new QPushButton(tr("Send")))
{
    m_title->setMaxLength(longestTitle);
    m_title->setPlaceholderText(tr("In a few words"));
    m_description->setPlaceholderText(tr("What happens, since when, what was tried"));
    m_description->setTabChangesFocus(true);
    m_description->setMinimumHeight(theme().px(120));
    for (const TicketPriority priority :
         {TicketPriority::Low, TicketPriority::Medium, TicketPriority::High, TicketPriority::Urgent})
        m_priority->addItem(signOf(priority).text, int(priority));
    for (const TicketCategory category : {TicketCategory::Hardware, TicketCategory::Software,
                                          TicketCategory::Network, TicketCategory::Account,
                                          TicketCategory::Other})
        m_category->addItem(categoryText(category), int(category));
    m_building->setPlaceholderText(tr("Building"));
    m_floor->setPlaceholderText(tr("Floor"));
    m_room->setPlaceholderText(tr("Room"));
    m_phone->setPlaceholderText(u"+7 (900) 000-00-00"_s);

    auto* place = new QWidget;
    auto* placeRow = new QHBoxLayout(place);
    placeRow->setContentsMargins(0, 0, 0, 0);
    placeRow->setSpacing(space::s);
    placeRow->addWidget(m_building, 3);
    placeRow->addWidget(m_floor, 1);
    placeRow->addWidget(m_room, 1);
    m_form->setHorizontalSpacing(space::l);
    m_form->setVerticalSpacing(space::m);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    const auto add = [this](const QString& name, QWidget* field) {
        m_form->addRow(makeLabel(name, Type::Body, Weight::Regular, Ink::Muted), field);
        field->setAccessibleName(name);
    };
    add(tr("What is wrong"), m_title);
    add(tr("In full"), m_description);
    add(tr("Priority"), m_priority);
    add(tr("Category"), m_category);
    add(tr("Where"), place);
    add(tr("Who asks"), m_reporter);
    add(tr("Phone"), m_phone);
    for (QLineEdit* field : {m_building, m_floor, m_room})
        field->setAccessibleName(field->placeholderText());
    m_reporter->setPlaceholderText(tr("Yourself, if empty"));

    auto* cancel = new QPushButton(tr("Cancel"));
    m_send->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    buttons->addWidget(m_missing, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_send);
    m_missing->setWordWrap(true);

    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    cardLayout->setSpacing(space::l);
    cardLayout->addLayout(m_form, 1);
    cardLayout->addLayout(buttons);
    card->setMaximumWidth(theme().px(formWidth));
    auto* pane = new QWidget;
    pane->setProperty("pane", true);
    auto* paneLayout = new QHBoxLayout(pane);
    paneLayout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    paneLayout->addWidget(card, 1, Qt::AlignTop);
    paneLayout->addStretch(0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(pane);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    for (QLineEdit* field : {m_title, m_building, m_floor, m_room, m_reporter, m_phone})
        connect(field, &QLineEdit::textChanged, this, &TicketForm::review);
    connect(m_description, &QPlainTextEdit::textChanged, this, &TicketForm::review);
    connect(m_phone, &QLineEdit::editingFinished, this, [this] {
        if (const auto phone = phoneFromTyped(m_phone->text()))
            m_phone->setText(*phone);
    });
    connect(cancel, &QAbstractButton::clicked, this, &TicketForm::left);
    connect(m_send, &QAbstractButton::clicked, this, [this] {
        const client::NewTicket wanted = ticket();
        clear();
        emit submitted(wanted);
    });
    clear();
}

void TicketForm::setForOthers(bool forOthers)
{
    m_form->setRowVisible(m_reporter, forOthers);
}

void TicketForm::focusFirst()
{
    m_title->setFocus(Qt::OtherFocusReason);
}

void TicketForm::clear()
{
    for (QLineEdit* field : {m_title, m_building, m_floor, m_room, m_reporter, m_phone})
        field->clear();
    m_description->clear();
    m_priority->setCurrentIndex(m_priority->findData(int(TicketPriority::Medium)));
    m_category->setCurrentIndex(0);
    review();
}

client::NewTicket TicketForm::ticket() const
{
    return {.title = m_title->text().trimmed(),
            .description = m_description->toPlainText().trimmed(),
            .priority = TicketPriority(m_priority->currentData().toInt()),
            .category = TicketCategory(m_category->currentData().toInt()),
            .reporter = m_reporter->text().trimmed(),
            .phone = phoneFromTyped(m_phone->text()).value_or(QString()),
            .building = m_building->text().trimmed(),
            .floor = m_floor->text().trimmed(),
            .room = m_room->text().trimmed()};
}

void TicketForm::review()
{
    const client::NewTicket wanted = ticket();
    QString missing;
    if (wanted.title.size() < shortestTitle)
        missing = tr("What is wrong wants %n characters or more.", nullptr, shortestTitle);
    else if (wanted.description.size() < shortestDescription)
        missing = tr("In full wants %n characters or more.", nullptr, shortestDescription);
    else if (wanted.description.size() > longestDescription)
        missing = tr("That is more than %n characters.", nullptr, longestDescription);
    else if (!phoneFromTyped(m_phone->text()))
        missing = tr("The phone number is not whole.");
    m_missing->setText(missing);
    m_send->setEnabled(missing.isEmpty());
}

} // namespace ui
