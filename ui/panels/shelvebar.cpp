// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/shelvebar.h"

#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

namespace {
constexpr int longestReason = 500; ///< characters
} // namespace

ShelveBar::ShelveBar(QWidget* parent)
    : QWidget(parent)
    , m_minutes(new Choice)
    , m_reason(new QLineEdit)
    , m_shelve(new QPushButton(tr("Shelve")))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    m_minutes->addItem(tr("for 15 minutes"), 15);
    m_minutes->addItem(tr("for an hour"), 60);
    m_minutes->addItem(tr("for 4 hours"), 240);
    m_minutes->addItem(tr("for 8 hours"), 480);
    m_minutes->addItem(tr("for a day"), 1440);
    m_minutes->setCurrentIndex(1);
    m_minutes->setAccessibleName(tr("For how long"));
    m_reason->setPlaceholderText(tr("Why"));
    m_reason->setAccessibleName(tr("Reason for shelving"));
    m_reason->setMaxLength(longestReason);
    m_shelve->setProperty("primary", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_minutes);
    row->addWidget(m_reason, 1);
    row->addWidget(m_shelve);
    row->addWidget(m_cancel);
    connect(m_reason, &QLineEdit::textChanged, this, &ShelveBar::review);
    connect(m_reason, &QLineEdit::returnPressed, this, &ShelveBar::submit);
    connect(m_shelve, &QAbstractButton::clicked, this, &ShelveBar::submit);
    connect(m_cancel, &QAbstractButton::clicked, this, &ShelveBar::leave);
    hide();
    review();
}

void ShelveBar::ask(int count)
{
    m_shelve->setText(count > 1 ? tr("Shelve %n", nullptr, count) : tr("Shelve"));
    m_reason->clear();
    show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void ShelveBar::review()
{
    m_shelve->setEnabled(!m_reason->text().trimmed().isEmpty()); // the server asks for one as well
}

void ShelveBar::submit()
{
    if (!m_shelve->isEnabled())
        return;
    emit shelveRequested(m_minutes->currentData().toInt(), m_reason->text().trimmed());
    leave();
}

void ShelveBar::leave()
{
    hide();
    emit closed();
}

void ShelveBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
