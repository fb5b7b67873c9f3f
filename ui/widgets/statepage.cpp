// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statepage.h"

#include "theme/icons.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int statePageIcon = 48;

QLatin1StringView statePageIconName(StatePage::State state)
{
    switch (state) {
    case StatePage::State::Loading:
        return "refresh"_L1;
    case StatePage::State::Empty:
        return "empty"_L1;
    case StatePage::State::NoMatch:
        return "filter"_L1;
    case StatePage::State::Error:
        return "error"_L1;
    case StatePage::State::NoPermission:
        return "lock"_L1;
    case StatePage::State::NoLink:
        return "offline"_L1;
    }
    return "info"_L1;
}

} // namespace

StatePage::StatePage(QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel({}, Type::Title, Weight::Semibold, Ink::Text, this))
    , m_text(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted, this))
    , m_action(new QPushButton(this))
{
    for (QLabel* label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    layout->setSpacing(space::s);
    layout->addStretch(2);
    layout->addSpacing(statePageIcon + space::s);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(space::s);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &StatePage::actionRequested);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    show(State::Loading);
}

void StatePage::show(State state, const QString& title, const QString& text, const QString& action)
{
    if (m_awaited)
        m_awaited->disconnect(this);
    m_awaited.clear();
    fill(state, title, text, action);
}

void StatePage::showWaiting(const Freshness& freshness)
{
    if (m_awaited != &freshness) {
        m_awaited = &freshness;
        connect(&freshness, &Freshness::changed, this, [this] { showWaiting(*m_awaited); });
    }
    fill(freshness.isOffline() ? State::NoLink : State::Loading, {}, {}, {});
}

void StatePage::fill(State state, const QString& title, const QString& text, const QString& action)
{
    m_state = state;
    QString ownTitle;
    QString ownText;
    switch (state) {
    case State::Loading:
        ownTitle = tr("Loading");
        ownText = tr("The first data is on its way.");
        break;
    case State::Empty:
        ownTitle = tr("Nothing here yet");
        ownText = tr("It appears by itself as soon as something happens.");
        break;
    case State::NoMatch:
        ownTitle = tr("Nothing matches the filter");
        ownText = tr("Change the words or clear the filter.");
        break;
    case State::Error:
        ownTitle = tr("That did not work");
        ownText = tr("The server did not give an answer that could be shown.");
        break;
    case State::NoPermission:
        ownTitle = tr("Not for your role");
        ownText = tr("Ask an administrator if you need to see this.");
        break;
    case State::NoLink:
        ownTitle = tr("No link");
        ownText = tr("Nothing was received before the link was lost. It is being tried again.");
        break;
    }
    m_title->setText(title.isEmpty() ? ownTitle : title);
    m_text->setText(text.isEmpty() ? ownText : text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
    update();
}

void StatePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int side = statePageIcon;
    const QRect place((width() - side) / 2, m_title->y() - side - space::m, side, side);
    const QColor colour =
        m_state == State::Error ? theme().tone(Tone::Critical).solid : theme().ink(Ink::LineStrong);
    paintIcon(painter, place, statePageIconName(m_state), colour);
}

} // namespace ui
