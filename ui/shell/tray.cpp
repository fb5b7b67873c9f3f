// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tray.h"

#include "delegates/paint.h"
#include "theme/icons.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int trayAttempts = 20;
constexpr std::chrono::milliseconds trayRetry{1500};
} // namespace

Tray::Tray(QObject* parent) : QObject(parent), m_icon(new QSystemTrayIcon(this)), m_menu(new QMenu)
{
    connect(m_menu->addAction(tr("Show Vakhta")), &QAction::triggered, this, [this] { emit activated({}); });
    connect(m_menu->addAction(tr("Quit")), &QAction::triggered, qApp, &QCoreApplication::quit);
    m_icon->setContextMenu(m_menu);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit activated({});
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, [this] { emit activated(m_lastKey); });
    connect(&m_retry, &QTimer::timeout, this, &Tray::tryToShow);
    connect(&theme(), &Theme::changed, this, &Tray::redraw);
    redraw();
    m_retry.start(trayRetry);
    tryToShow();
}

Tray::~Tray()
{
    delete m_menu; // a tray icon doesn't own its menu
}

void Tray::tryToShow()
{
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        m_icon->show();
        m_retry.stop();
    } else if (++m_attempts >= trayAttempts) {
        m_retry.stop();
    }
}

bool Tray::isShown() const
{
    return m_icon->isVisible();
}

void Tray::setUnread(int count, Tone tone)
{
    if (m_count == count && m_tone == tone)
        return;
    m_count = count;
    m_tone = tone;
    redraw();
}

void Tray::redraw()
{
    QPixmap pixmap = applicationIcon().pixmap(64, 64);
    if (m_count > 0) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        QFont font = theme().font(Type::Body, Weight::Semibold);
        font.setPixelSize(28);
        const QString text = m_count > 99 ? u"99"_s : QString::number(m_count);
        const QRectF badge(64 - std::max(34, QFontMetrics(font).horizontalAdvance(text) + 14), 30,
                           std::max(34, QFontMetrics(font).horizontalAdvance(text) + 14), 34);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().tone(m_tone).solid);
        painter.drawRoundedRect(badge, 17, 17);
        painter.setFont(font);
        painter.setPen(theme().tone(m_tone).onSolid);
        painter.drawText(badge, Qt::AlignCenter, text);
    }
    m_icon->setIcon(QIcon(pixmap));
    m_icon->setToolTip(m_count > 0 ? tr("Vakhta, %n unread", nullptr, m_count) : tr("Vakhta"));
}

void Tray::notify(const QString& key, const QString& title, const QString& text, bool urgent)
{
    if (!m_icon->isVisible())
        return;
    m_lastKey = key;
    m_icon->showMessage(title, text, urgent ? QSystemTrayIcon::Critical : QSystemTrayIcon::Information);
}

} // namespace ui
