// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navrail.h"

#include "delegates/paint.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSvgRenderer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int railEnd = 14; ///< pixels

/// The product's sign and name at the head of the rail.
class RailMark final : public QWidget
{
public:
    explicit RailMark(QWidget* parent) : QWidget(parent) { setAccessibleName(u"Вахта"_s); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int side = theme().px(28);
        const QFont font = theme().font(Type::Title, Weight::Semibold);
        const int words = QFontMetrics(font).horizontalAdvance(accessibleName());
        const bool roomy = width() > side + space::m + words + 2 * space::l;
        const int left = roomy ? space::l : (width() - side) / 2;
        static QSvgRenderer renderer(u":/icons/vakhta.svg"_s);
        renderer.render(&painter, QRectF(left, (height() - side) / 2.0, side, side));
        if (!roomy)
            return;
        painter.setFont(font);
        painter.setPen(theme().ink(Ink::Text));
        painter.drawText(rect().adjusted(left + side + space::m, 0, 0, 0), Qt::AlignVCenter,
                         accessibleName());
    }
};

/// Over an end of the list that goes on beyond it.
class RailEnd final : public QWidget
{
public:
    RailEnd(QLatin1StringView icon, QWidget* parent) : QWidget(parent), m_icon(icon)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().ink(Ink::Surface));
        const int side = height();
        paintIcon(painter, QRect((width() - side) / 2, 0, side, side), m_icon, theme().ink(Ink::Muted));
    }

private:
    const QLatin1StringView m_icon;
};

} // namespace

RailButton::RailButton(QLatin1StringView iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setBadge(int count, Tone tone)
{
    if (m_badge == count && m_badgeTone == tone)
        return;
    m_badge = count;
    m_badgeTone = tone;
    setAccessibleDescription(count > 0 ? tr("%n unread", nullptr, count) : QString());
    update();
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

QSize RailButton::sizeHint() const
{
    const Theme& t = theme();
    if (!m_narrow)
        return {t.px(metric::railWide) - 2 * space::s, t.px(44)};
    const int line = QFontMetrics(t.font(Type::Caption, Weight::Medium)).height();
    const int lines = needsTwoLines(t.px(metric::railNarrow) - 2 * space::xs) ? 2 : 1;
    return {t.px(metric::railNarrow) - 2 * space::xs, t.px(metric::icon) + lines * line + space::m + space::s};
}

bool RailButton::needsTwoLines(int width) const
{
    return QFontMetrics(theme().font(Type::Caption, Weight::Semibold)).horizontalAdvance(text()) > width - 4;
}

int RailButton::iconTop() const
{
    // Icon and words stand in the middle together, whether the words take one line or two.
    const QFontMetrics metrics(theme().font(Type::Caption, Weight::Medium));
    const int block = theme().px(metric::icon) + space::xs + (needsTwoLines(width()) ? 2 : 1) * metrics.height();
    return std::max(int(space::xs), (height() - block) / 2);
}

QRect RailButton::textRect() const
{
    if (m_narrow) {
        const int top = iconTop() + theme().px(metric::icon) + space::xs;
        return QRect(2, top, width() - 4, height() - top - space::xs);
    }
    const int badgeRoom = m_badge > 0 ? theme().px(44) : space::m;
    const int left = space::m + theme().px(metric::icon) + space::m;
    return QRect(left, 0, width() - left - badgeRoom, height());
}

bool RailButton::isTextWhole() const
{
    const QFontMetrics metrics(theme().font(m_narrow ? Type::Caption : Type::Body, Weight::Medium));
    const QRect place = textRect();
    if (!m_narrow)
        return metrics.horizontalAdvance(text()) <= place.width();
    const QRect needed =
        metrics.boundingRect(QRect(0, 0, place.width(), 10000), Qt::AlignHCenter | Qt::TextWordWrap, text());
    return needed.width() <= place.width() && needed.height() <= place.height();
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(isChecked() ? Ink::Selection : Ink::Hover));
        painter.drawRoundedRect(rect(), metric::radius, metric::radius);
    }
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::Accent));
        painter.drawRoundedRect(QRectF(0, height() * 0.25, 3, height() * 0.5), 1.5, 1.5);
    }
    const QColor colour = t.ink(isChecked() ? Ink::Text : Ink::Muted);
    const int side = t.px(metric::icon);
    const QFont font =
        t.font(m_narrow ? Type::Caption : Type::Body, isChecked() ? Weight::Semibold : Weight::Medium);
    painter.setFont(font);
    if (m_narrow) {
        paintIcon(painter, QRect((width() - side) / 2, iconTop(), side, side), m_icon, colour);
        painter.setPen(t.ink(Ink::Text));
        painter.drawText(textRect(), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text());
        paintBadge(painter, QPointF(width() - space::xs, iconTop() + t.px(4)), m_badge, m_badgeTone);
    } else {
        paintIcon(painter, QRect(space::m, (height() - side) / 2, side, side), m_icon, colour);
        painter.setPen(t.ink(Ink::Text));
        painter.drawText(textRect(), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(font).elidedText(text(), Qt::ElideRight, textRect().width()));
        paintBadge(painter, QPointF(width() - space::m, height() / 2.0), m_badge, m_badgeTone);
    }
    if (hasFocus())
        paintFocusRing(painter, rect());
}

NavRail::NavRail(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
    , m_scroll(new QScrollArea(this))
    , m_mark(new RailMark(this))
    , m_above(new RailEnd("up"_L1, this))
    , m_below(new RailEnd("down"_L1, this))
{
    setAccessibleName(tr("Panels"));
    m_layout->setSpacing(space::xs);
    m_layout->addWidget(m_mark);
    // More panels than the screen is high: the list goes by the wheel, and by itself to what is chosen.
    auto* list = new QWidget;
    list->setProperty("pane", true);
    m_list = new QVBoxLayout(list);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(space::xs);
    m_list->addStretch(1);
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_layout->addWidget(m_scroll, 1);
    list->installEventFilter(this);
    m_scroll->viewport()->installEventFilter(this);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, &NavRail::showEnds);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, &NavRail::showEnds);
    connect(&theme(), &Theme::changed, this, &NavRail::applyMetrics);
    applyMetrics();
}

void NavRail::add(const QString& key, QLatin1StringView iconName, const QString& text, bool atBottom)
{
    auto* button = new RailButton(iconName, text, this);
    button->setNarrow(m_narrow);
    m_group->addButton(button);
    if (atBottom)
        m_layout->addWidget(button);
    else
        m_list->insertWidget(m_topCount++, button);
    m_entries.append({key, button});
    connect(button, &QAbstractButton::clicked, this, [this, key] { emit chosen(key); });
}

void NavRail::setText(const QString& key, const QString& text)
{
    RailButton* it = button(key);
    if (!it)
        return;
    it->setText(text);
    it->setAccessibleName(text);
    it->update();
}

void NavRail::setShown(const QString& key, bool shown)
{
    for (Entry& entry : m_entries)
        if (entry.key == key) {
            entry.shown = shown;
            entry.button->setVisible(shown);
        }
}

void NavRail::setBadge(const QString& key, int count, Tone tone)
{
    if (RailButton* it = button(key))
        it->setBadge(count, tone);
}

void NavRail::setCurrent(const QString& key)
{
    RailButton* it = button(key);
    if (!it) { // a panel that has no place here
        m_group->setExclusive(false);
        for (const Entry& entry : m_entries)
            entry.button->setChecked(false);
        m_group->setExclusive(true);
        return;
    }
    it->setChecked(true);
    reveal(it);
}

void NavRail::reveal(QAbstractButton* button)
{
    if (m_scroll->isAncestorOf(button))
        m_scroll->ensureWidgetVisible(button, 0, theme().px(railEnd));
}

bool NavRail::eventFilter(QObject* watched, QEvent* event)
{
    // What was chosen before the list had its size, or had all its panels. They have their places after this.
    if (event->type() == QEvent::Resize) {
        const auto afterwards = [this] {
            if (QAbstractButton* chosen = m_group->checkedButton())
                reveal(chosen);
            showEnds();
        };
        QMetaObject::invokeMethod(this, afterwards, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void NavRail::showEnds()
{
    const QScrollBar* bar = m_scroll->verticalScrollBar();
    const QRect list = m_scroll->geometry();
    const int high = theme().px(railEnd);
    m_above->setGeometry(list.left(), list.top(), list.width(), high);
    m_below->setGeometry(list.left(), list.bottom() + 1 - high, list.width(), high);
    m_above->setVisible(bar->value() > bar->minimum());
    m_below->setVisible(bar->value() < bar->maximum());
    m_above->raise();
    m_below->raise();
}

RailButton* NavRail::button(const QString& key) const
{
    for (const Entry& entry : m_entries)
        if (entry.key == key)
            return entry.button;
    return nullptr;
}

QStringList NavRail::shownKeys() const
{
    QStringList result;
    for (const Entry& entry : m_entries)
        if (entry.shown)
            result.append(entry.key);
    return result;
}

void NavRail::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    applyMetrics();
}

void NavRail::applyMetrics()
{
    const int margin = m_narrow ? space::xs : space::s;
    m_layout->setContentsMargins(margin, 0, margin, space::s);
    m_mark->setFixedHeight(theme().px(56));
    setFixedWidth(theme().px(m_narrow ? metric::railNarrow : metric::railWide));
    for (const Entry& entry : m_entries)
        entry.button->setNarrow(m_narrow);
    update();
}

void NavRail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().ink(Ink::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().ink(Ink::Line));
}

void NavRail::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    QList<RailButton*> buttons;
    for (const Entry& entry : m_entries)
        if (entry.shown)
            buttons.append(entry.button);
    const auto focused =
        std::find_if(buttons.begin(), buttons.end(), [](RailButton* b) { return b->hasFocus(); });
    if (step == 0 || focused == buttons.end()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto count = buttons.size();
    RailButton* next = buttons[(focused - buttons.begin() + step + count) % count];
    next->setFocus(Qt::TabFocusReason);
    reveal(next);
}

} // namespace ui
