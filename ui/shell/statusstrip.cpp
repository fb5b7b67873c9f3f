// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusstrip.h"

#include "delegates/paint.h"
#include "shell/rolehome.h"
#include "shell/words.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
/// Below this age, data on a live link is simply current: no seconds tick in the corner of the eye.
constexpr qint64 currentSeconds = 20;
} // namespace

LinkButton::LinkButton(QWidget* parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Details of the link"));
}

void LinkButton::setSign(const Sign& sign)
{
    if (m_sign == sign)
        return;
    m_sign = sign;
    setAccessibleName(tr("Link: %1").arg(sign.text));
    updateGeometry();
    update();
}

QSize LinkButton::sizeHint() const
{
    const QSize chip = chipSize(m_sign);
    return {chip.width() + 2 * space::s, theme().px(metric::statusStrip)};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().ink(Ink::Hover));
        painter.drawRoundedRect(rect(), metric::radius, metric::radius);
    }
    paintChip(painter, rect().adjusted(space::s, 0, -space::s, 0), m_sign);
    if (hasFocus())
        paintFocusRing(painter, rect());
}

StatusStrip::StatusStrip(const Freshness& freshness, QWidget* parent)
    : QWidget(parent)
    , m_freshness(freshness)
    , m_link(new LinkButton(this))
    , m_age(new ElidedLabel(Type::Body, Weight::Regular, Ink::Muted, this))
    , m_outbox(new QToolButton(this))
    , m_place(new ElidedLabel(Type::Body, Weight::Regular, Ink::Text, this))
    , m_mute(makeIconButton("mute"_L1, tr("Sounds are off. Turn them on again"), this))
    , m_clock(new ElidedLabel(Type::Body, Weight::Semibold, Ink::Text, this))
    , m_user(new QToolButton(this))
{
    setAccessibleName(tr("Status"));
    m_user->setProperty("flat", true);
    setLeadingIcon(*m_user, icon("user"_L1));
    m_user->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_user->setFocusPolicy(Qt::StrongFocus);
    m_mute->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLeadingIcon(*m_mute, icon("mute"_L1));
    m_mute->hide();
    m_outbox->setProperty("flat", true);
    m_outbox->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_outbox->setFocusPolicy(Qt::StrongFocus);
    m_outbox->hide();
    for (QToolButton* button : {m_outbox, m_mute, m_user})
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::xs, 1, space::xs, 0);
    layout->setSpacing(space::m);
    layout->addWidget(m_link);
    layout->addWidget(m_age, 1);
    layout->addWidget(m_outbox);
    layout->addWidget(m_place, 1);
    layout->addWidget(m_mute);
    layout->addWidget(m_clock);
    layout->addWidget(m_user);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    connect(m_link, &QAbstractButton::clicked, this, &StatusStrip::linkClicked);
    connect(m_outbox, &QAbstractButton::clicked, this, &StatusStrip::outboxClicked);
    connect(m_user, &QAbstractButton::clicked, this, &StatusStrip::userClicked);
    connect(m_mute, &QAbstractButton::clicked, this, &StatusStrip::muteClicked);
    connect(&ticker(), &Ticker::tick, this, &StatusStrip::refresh);
    connect(&freshness, &Freshness::changed, this, &StatusStrip::refresh);
    connect(&theme(), &Theme::changed, this, &StatusStrip::applyMetrics);
    applyMetrics();
    setMe(std::nullopt);
}

void StatusStrip::setLink(const client::LinkStatus& link)
{
    m_status = link;
    refresh();
}

void StatusStrip::setMe(const std::optional<protocol::Me>& me)
{
    m_me = me;
    const QString name = !me ? tr("Not signed in") : me->fullName.isEmpty() ? me->username : me->fullName;
    m_user->setText(name);
    m_user->setAccessibleName(tr("User: %1").arg(name));
    m_user->setToolTip(tr("Your account"));
    refresh();
}

void StatusStrip::setOutbox(int waiting, int refused)
{
    QStringList words;
    if (waiting > 0)
        words.append(tr("%n not sent yet", "writes", waiting));
    if (refused > 0)
        words.append(tr("%n not accepted", "writes", refused));
    const QString text = words.join(u" · "_s);
    m_outbox->setText(text);
    m_outbox->setToolTip(tr("What you did and is not with the server"));
    setLeadingIcon(*m_outbox, icon(refused > 0 ? "warning"_L1 : "clock"_L1));
    m_outbox->setVisible(!words.isEmpty());
}

void StatusStrip::setMutedUntil(const QDateTime& until)
{
    m_mutedUntil = until;
    m_mute->setVisible(until.isValid());
    if (until.isValid())
        m_mute->setText(tr("Quiet until %1").arg(format::time(until)));
}

void StatusStrip::refresh()
{
    m_link->setSign(signOf(m_status));

    const QDateTime now = ticker().now();
    const QDateTime& confirmed = m_freshness.confirmed();
    QString age;
    if (!confirmed.isValid())
        age = tr("no data yet");
    else if (!m_freshness.isLinked())
        age = tr("data %1").arg(format::asOf(confirmed, now));
    else if (const qint64 seconds = confirmed.secsTo(now); seconds > currentSeconds)
        age = tr("data is %1 old").arg(format::age(seconds));
    else
        age = tr("data is current");
    m_age->setText(age);

    QStringList place;
    if (m_me) {
        place = {companyText(*m_me), m_me->branchName};
        place.removeAll(QString());
    }
    m_place->setText(place.join(u" · "_s));

    const QString zone = format::zoneNote(now);
    m_clock->setText(format::time(now) + (zone.isEmpty() ? QString() : u' ' + zone));
}

QString StatusStrip::ageText() const
{
    return m_age->text();
}

QString StatusStrip::clockText() const
{
    return m_clock->text();
}

QString StatusStrip::placeText() const
{
    return m_place->text();
}

void StatusStrip::applyMetrics()
{
    setFixedHeight(theme().px(metric::statusStrip) + 1);
    update();
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().ink(Ink::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), theme().ink(Ink::Line));
}

void StatusStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setMe(m_me);
        setMutedUntil(m_mutedUntil);
    }
    QWidget::changeEvent(event);
}

} // namespace ui
