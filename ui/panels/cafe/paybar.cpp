// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/paybar.h"

#include "theme/cafesigns.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace ui {

PayBar::PayBar(QWidget* parent)
    : QWidget(parent)
    , m_method(new Choice)
    , m_discount(new QLineEdit)
    , m_pay(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    using protocol::PaymentMethod;
    for (const PaymentMethod method : {PaymentMethod::Cash, PaymentMethod::Card, PaymentMethod::Transfer})
        m_method->addItem(signOf(method).text, int(method));
    m_method->setAccessibleName(tr("How it is paid"));
    m_discount->setAccessibleName(tr("Discount"));
    m_discount->setAlignment(Qt::AlignRight);
    m_discount->setMaxLength(16);
    m_pay->setProperty("primary", true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::s);
    grid->addWidget(m_method, 0, 0, 1, 2);
    grid->addWidget(makeLabel(tr("Discount"), Type::Body, Weight::Regular, Ink::Muted), 1, 0);
    grid->addWidget(m_discount, 1, 1);
    grid->addWidget(m_pay, 2, 0, 1, 2);
    grid->addWidget(m_cancel, 3, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_discount, &QLineEdit::textChanged, this, &PayBar::review);
    connect(m_discount, &QLineEdit::returnPressed, this, &PayBar::submit);
    connect(m_pay, &QAbstractButton::clicked, this, &PayBar::submit);
    connect(m_cancel, &QAbstractButton::clicked, this, &PayBar::leave);
    hide();
}

void PayBar::ask(protocol::Money total, protocol::Money discount)
{
    m_total = total;
    m_method->setCurrentIndex(0);
    m_discount->setText(discount.isPositive() ? format::money(discount.units()) : QString());
    m_discount->setPlaceholderText(format::money(0));
    review();
    show();
    m_method->setFocus(Qt::OtherFocusReason);
}

std::optional<protocol::Money> PayBar::discount() const
{
    // As people write sums: with the locale's separators, or a plain point.
    QString text = m_discount->text();
    const QLocale locale;
    text.remove(locale.groupSeparator());
    text.replace(locale.decimalPoint(), u"."_s);
    text.replace(u',', u'.');
    QString plain;
    for (const QChar letter : std::as_const(text)) {
        if (!letter.isSpace())
            plain.append(letter);
    }
    if (plain.isEmpty())
        return protocol::Money();
    const auto amount = protocol::Money::fromText(plain);
    return amount && amount->units() >= 0 && *amount <= m_total ? amount : std::nullopt;
}

void PayBar::review()
{
    const auto off = discount();
    m_pay->setEnabled(off.has_value());
    m_pay->setText(tr("Pay %1", "a sum").arg(format::money((m_total - off.value_or(protocol::Money())).units())));
    m_discount->setProperty("invalid", !off.has_value());
    m_discount->setToolTip(off ? QString() : tr("A sum from 0 to %1").arg(format::money(m_total.units())));
    style()->unpolish(m_discount);
    style()->polish(m_discount);
}

void PayBar::submit()
{
    const auto off = discount();
    if (!off)
        return;
    const auto method = protocol::PaymentMethod(m_method->currentData().toInt());
    leave();
    emit payRequested(method, *off);
}

void PayBar::leave()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

void PayBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        submit();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
