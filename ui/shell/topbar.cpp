// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/topbar.h"

#include "delegates/paint.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>

using namespace Qt::StringLiterals;

namespace ui {

BellButton::BellButton(QWidget* parent) : QToolButton(parent)
{
    setIcon(ui::icon("bell"_L1)); // for its height; drawn below
    setIconSize(QSize(metric::icon, metric::icon));
    setProperty("flat", true);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Notifications"));
    setCount(0, Tone::Neutral);
}

void BellButton::setCount(int count, Tone tone)
{
    m_count = count;
    m_tone = tone;
    setAccessibleName(count > 0 ? tr("Notifications, %n unread", nullptr, count) : tr("Notifications"));
    update();
}

void BellButton::paintEvent(QPaintEvent*)
{
    // The bell stands at the left, so that the largest number covers no more than its shoulder.
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.icon = {};
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const int side = theme().px(metric::icon);
    paintIcon(painter, QRect(theme().px(9), (height() - side) / 2, side, side), "bell"_L1,
              theme().ink(Ink::Text));
    paintBadge(painter, QPointF(width() - 1, theme().px(9)), m_count, m_tone);
}

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
    , m_back(makeIconButton("back"_L1, tr("Back"), this))
    , m_title(new ElidedLabel(Type::Heading, Weight::Semibold, Ink::Text, this))
    , m_toolsPlace(new QHBoxLayout)
    , m_find(makeIconButton("search"_L1, tr("Find anything (Ctrl+K)"), this))
    , m_bell(new BellButton(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::xl, 0, space::xs, 0); // the bell brings the rest
    layout->setSpacing(space::s);
    layout->addWidget(m_back);
    layout->addWidget(m_title, 1);
    layout->addLayout(m_toolsPlace);
    layout->addSpacing(space::s);
    layout->addWidget(m_find);
    layout->addWidget(m_bell);
    m_find->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLeadingIcon(*m_find, icon("search"_L1));
    m_find->setText(u"Ctrl+K"_s);
    connect(m_back, &QAbstractButton::clicked, this, &TopBar::backRequested);
    connect(m_find, &QAbstractButton::clicked, this, &TopBar::findRequested);
    connect(m_bell, &QAbstractButton::clicked, this, &TopBar::bellClicked);
    connect(&theme(), &Theme::changed, this, &TopBar::applyMetrics);
    applyMetrics();
    setTitle({}, {});
}

void TopBar::setTitle(const QString& panel, const QString& record)
{
    m_back->setVisible(!record.isEmpty());
    m_title->setText(record.isEmpty() ? panel : record);
}

QString TopBar::title() const
{
    return m_title->text();
}

void TopBar::setTools(QWidget* tools)
{
    if (m_tools == tools)
        return;
    if (m_tools) {
        m_toolsPlace->removeWidget(m_tools);
        m_tools->hide();
    }
    m_tools = tools;
    if (tools) {
        m_toolsPlace->addWidget(tools);
        tools->stackUnder(m_find); // before it in the order of the keyboard, as on the screen
        tools->show();
    }
}

void TopBar::applyMetrics()
{
    setFixedHeight(theme().px(56));
    m_bell->setFixedWidth(m_bell->sizeHint().width() + space::m);
    update();
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().ink(Ink::Line));
}

} // namespace ui
