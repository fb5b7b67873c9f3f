// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/decisionbar.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

namespace ui {

namespace {
constexpr int longestDecision = 500; ///< characters
} // namespace

DecisionBar::DecisionBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_decide(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    m_text->setMaxLength(longestDecision);
    m_decide->setProperty("primary", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_text, 1);
    row->addWidget(m_decide);
    row->addWidget(m_cancel);
    connect(m_text, &QLineEdit::textChanged, this, &DecisionBar::review);
    connect(m_text, &QLineEdit::returnPressed, this, &DecisionBar::submit);
    connect(m_decide, &QAbstractButton::clicked, this, &DecisionBar::submit);
    connect(m_cancel, &QAbstractButton::clicked, this, &DecisionBar::leave);
    hide();
}

void DecisionBar::ask(const QString& verb, const QString& hint, std::function<bool(const QString&)> isFit,
                      std::function<void(const QString&)> decided)
{
    m_isFit = std::move(isFit);
    m_decided = std::move(decided);
    m_decide->setText(verb);
    m_text->setPlaceholderText(hint);
    m_text->setAccessibleName(hint);
    m_text->clear();
    review();
    show();
    m_text->setFocus(Qt::OtherFocusReason);
}

void DecisionBar::review()
{
    m_decide->setEnabled(m_isFit && m_isFit(m_text->text().trimmed()));
}

void DecisionBar::submit()
{
    if (!m_decide->isEnabled())
        return;
    const auto decided = std::exchange(m_decided, {});
    const QString text = m_text->text().trimmed();
    leave();
    if (decided)
        decided(text);
}

void DecisionBar::leave()
{
    if (isHidden())
        return;
    hide();
    m_decided = {};
    emit closed();
}

void DecisionBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
