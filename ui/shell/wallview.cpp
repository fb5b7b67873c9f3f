// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/wallview.h"

#include "shell/settings.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#ifdef VAKHTA_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>
#endif

using namespace Qt::StringLiterals;

namespace ui {

double WallView::scaleFor(const QSize& size)
{
    // At 1080 lines this gives 22-pixel body text.
    return std::clamp(std::min(size.width() / 1920.0, size.height() / 1080.0) * 1.6, 1.15, 3.0);
}

bool WallView::mayShow(const QString& panel)
{
    return panel != "profile"_L1 && panel != "settings"_L1;
}

WallView::WallView(const Context&, const QStringList& panels, QStackedWidget& home, QWidget* parent)
    : QWidget(parent), m_home(home), m_awake(std::make_unique<ScreenAwake>(tr("The plant is being watched")))
{
    setAccessibleName(tr("Wall"));
    const QString monitor = parent->screen() ? parent->screen()->name() : QString();
    QStringList keys = settings::wallPanels(monitor);
    keys.removeIf([&panels](const QString& key) { return !panels.contains(key); });
    if (keys.isEmpty())
        keys = panels;
    keys.removeIf([](const QString& key) { return !mayShow(key); });
    borrow(keys);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (settings::wallGrid(monitor) && m_tiles.size() > 1) {
        auto* grid = new QGridLayout;
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(space::s);
        const int columns = int(std::ceil(std::sqrt(double(m_tiles.size()))));
        for (qsizetype i = 0; i < m_tiles.size(); ++i) {
            grid->addWidget(m_tiles[i].frame, int(i) / columns, int(i) % columns);
            m_tiles[i].panel->show();
        }
        layout->addLayout(grid);
    } else {
        m_pages = new QStackedWidget(this);
        for (const Tile& tile : std::as_const(m_tiles))
            m_pages->addWidget(tile.frame);
        layout->addWidget(m_pages);
        m_turn.setInterval(motion::wallPageMs);
        connect(&m_turn, &QTimer::timeout, this, &WallView::nextPage);
    }
}

WallView::~WallView()
{
    for (const Tile& tile : std::as_const(m_tiles)) {
        tile.panel->setWall(false);
        m_home.addWidget(tile.panel);
    }
}

void WallView::borrow(const QStringList& keys)
{
    QWidget* current = m_home.currentWidget();
    QList<Panel*> panels;
    for (int i = 0; i < m_home.count(); ++i)
        if (auto* panel = qobject_cast<Panel*>(m_home.widget(i)); panel && keys.contains(panel->key()))
            panels.append(panel);
    // The wall begins with what was on the screen.
    std::stable_sort(panels.begin(), panels.end(),
                     [current](const Panel* a, const Panel* b) { return a == current && b != current; });
    for (Panel* panel : std::as_const(panels)) {
        auto* frame = new QWidget(this);
        auto* layout = new QVBoxLayout(frame);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        auto* title = makeLabel(panel->title(), Type::Title, Weight::Semibold);
        layout->addLayout(inset(title, space::xl, space::l));
        while (panel->back()) {
            // the wall shows lists, not records
        }
        m_home.removeWidget(panel);
        layout->addWidget(panel, 1);
        panel->setWall(true);
        panel->show();
        m_tiles.append({panel, frame});
    }
}

void WallView::start()
{
    if (m_pages && m_pages->count() > 1)
        m_turn.start();
}

QStringList WallView::shown() const
{
    QStringList result;
    for (const Tile& tile : m_tiles)
        if (!m_pages || m_pages->currentWidget() == tile.frame)
            result.append(tile.panel->key());
    return result;
}

void WallView::nextPage()
{
    if (m_pages && m_pages->count() > 0)
        m_pages->setCurrentIndex((m_pages->currentIndex() + 1) % m_pages->count());
}

#ifdef VAKHTA_HAS_DBUS
namespace {
QDBusMessage screenSaverCall(const QString& method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.ScreenSaver"_s, u"/org/freedesktop/ScreenSaver"_s,
                                          u"org.freedesktop.ScreenSaver"_s, method);
}
} // namespace

ScreenAwake::ScreenAwake(const QString& reason)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call = screenSaverCall(u"Inhibit"_s);
    call << u"vakhta"_s << reason;
    // A second at most, once, when the wall begins.
    const QDBusReply<uint> reply = bus.call(call, QDBus::Block, 1000);
    if (reply.isValid())
        m_cookie = reply.value();
}

ScreenAwake::~ScreenAwake()
{
    if (m_cookie == 0)
        return;
    QDBusMessage call = screenSaverCall(u"UnInhibit"_s);
    call << m_cookie;
    QDBusConnection::sessionBus().send(call);
}
#else
ScreenAwake::ScreenAwake(const QString&) {}
ScreenAwake::~ScreenAwake() = default;
#endif

} // namespace ui
