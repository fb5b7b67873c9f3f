// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "panels/accesspanel.h"
#include "panels/machinespanel.h"
#include "panels/overviewpanel.h"
#include "panels/settingspanel.h"
#include "panels/worktimepanel.h"
#include "shell/drawer.h"
#include "shell/findsheet.h"
#include "shell/fuzzy.h"
#include "shell/linksheet.h"
#include "shell/loginsheet.h"
#include "shell/navrail.h"
#include "shell/settings.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "shell/tray.h"
#include "shell/wallview.h"
#include "shell/words.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "toasts/sound.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"
#include "protocol/topics.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowBelow = 1280; ///< device-independent pixels at text scale 1
constexpr qsizetype historyLength = 30;
constexpr QLatin1StringView actionPrefix{"action:"};

bool mayRead(protocol::Roles roles, const QStringList& topics)
{
    const protocol::Topics readable = protocol::Topics::readableBy(roles);
    return std::all_of(topics.begin(), topics.end(), [&readable](const QString& topic) {
        const auto index = protocol::topicIndex(topic);
        return index && readable.has(*index);
    });
}

Tone toneOf(const std::optional<client::Priority>& priority)
{
    return priority ? signOf(*priority).tone : Tone::Neutral;
}

} // namespace

MainWindow::MainWindow(client::Models& models, client::Overview& overview, client::AlertCenter& alerts,
                       const base::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_context{models, overview, alerts, m_freshness, clock}
    , m_sounds(std::make_unique<SoundPlayer>())
    , m_rail(new NavRail(this))
    , m_top(new TopBar(this))
    , m_stack(new QStackedWidget(this))
    , m_strip(new StatusStrip(m_freshness, this))
    , m_toasts(new ToastOverlay(this))
    , m_drawer(new NotificationDrawer(alerts, this))
    , m_linkSheet(new LinkSheet(this))
    , m_login(new LoginSheet(this))
    , m_find(new FindSheet([this](const QString& query) { return find(query); }, this))
    , m_tray(new Tray(this))
{
    setWindowTitle(tr("Vakhta"));
    setWindowIcon(applicationIcon());
    setMinimumSize(800, 560);
    resize(1440, 900);

    auto* content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_top);
    content->addWidget(m_stack, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addLayout(content, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(upper, 1);
    layout->addWidget(m_strip);

    buildPanels();
    buildShortcuts();
    connectAlerts();

    connect(m_rail, &NavRail::chosen, this, [this](const QString& key) {
        m_history.clear();
        showPlace({key, {}, 0});
    });
    connect(m_top, &TopBar::backRequested, this, &MainWindow::back);
    connect(m_top, &TopBar::findRequested, m_find, &FindSheet::ask);
    connect(m_top, &TopBar::bellClicked, this, [this] { m_drawer->setOpen(!m_drawer->isOpen()); });
    connect(m_strip, &StatusStrip::linkClicked, this, [this] { m_linkSheet->open(); });
    connect(m_strip, &StatusStrip::userClicked, this, &MainWindow::showUserMenu);
    connect(m_strip, &StatusStrip::muteClicked, &alerts, &client::AlertCenter::unmute);
    connect(m_linkSheet, &LinkSheet::probeRequested, this, &MainWindow::probeRequested);
    connect(m_login, &LoginSheet::submitted, this, &MainWindow::signInRequested);
    connect(m_find, &FindSheet::chosen, this, [this](const Place& place) {
        if (place.panel.startsWith(actionPrefix))
            act(place.panel.mid(actionPrefix.size()));
        else
            go(place);
    });
    connect(&theme(), &Theme::changed, this, &MainWindow::layOut);
    filterByRole();
    layOut();
    // Nothing has the ring until a person reaches for the keyboard; Tab begins at the rail.
    setFocusPolicy(Qt::StrongFocus);
    setFocus();
}

MainWindow::~MainWindow()
{
    delete m_wall; // it lends the panels back and resets the text size while the window is whole
}

void MainWindow::addPanel(std::unique_ptr<Panel> owned, bool atBottom)
{
    Panel* added = owned.release(); // the stack takes it
    m_panels.append(added);
    m_stack->addWidget(added);
    m_rail->add(added->key(), added->iconName(), added->title(), atBottom);
    connect(added, &Panel::titleChanged, this, &MainWindow::refreshTitle);
    connect(added, &Panel::openRequested, this, [this](const Place& place) { go(place); });
    connect(added, &Panel::noted, this, [this](const QString& text) {
        m_toasts->show({u"note"_s, client::Priority::Low, "info"_L1, text, {}, 1, false, false, false});
    });
}

void MainWindow::buildPanels()
{
    addPanel(std::make_unique<OverviewPanel>(m_context));
    addPanel(std::make_unique<MachinesPanel>(m_context));
    addPanel(std::make_unique<WorktimePanel>(m_context));
    addPanel(std::make_unique<AccessPanel>(m_context));
    auto settingsPanel = std::make_unique<SettingsPanel>(m_context, *m_sounds);
    m_settings = settingsPanel.get();
    connect(m_settings, &SettingsPanel::languageChanged, this, &MainWindow::languageChanged);
    connect(m_settings, &SettingsPanel::wallRequested, this, [this] { setWall(true); });
    addPanel(std::move(settingsPanel), true);
}

void MainWindow::buildShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto&& handler) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, std::forward<decltype(handler)>(handler));
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] {
        if (m_find->isOpen())
            m_find->close();
        else if (!m_login->isOpen() && !isWall())
            m_find->ask();
    });
    add(QKeySequence(Qt::Key_F11), [this] { setWall(!isWall()); });
    add(QKeySequence(Qt::Key_F5), [this] { emit probeRequested(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        if (Panel* current = panel(m_here.panel))
            current->focusFilter();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_B), [this] { m_drawer->setOpen(!m_drawer->isOpen()); });
    for (int i = 0; i < 9; ++i)
        add(QKeySequence(int(Qt::CTRL) | (Qt::Key_1 + i)), [this, i] {
            if (const QStringList keys = m_rail->shownKeys(); i < keys.size())
                emit m_rail->chosen(keys[i]);
        });
}

void MainWindow::connectAlerts()
{
    client::AlertCenter& alerts = m_context.alerts;
    connect(&alerts, &client::AlertCenter::annunciated, this, &MainWindow::annunciate);
    connect(&alerts, &client::AlertCenter::unreadChanged, this, &MainWindow::refreshBadges);
    connect(&alerts, &client::AlertCenter::changed, this, [this](const QString& key) {
        const client::Alert* alert = alertWithKey(key);
        if (!alert || alert->acknowledged || alert->over)
            m_toasts->remove(key);
    });
    connect(&alerts, &client::AlertCenter::mutedChanged, m_strip, &StatusStrip::setMutedUntil);
    connect(m_toasts, &ToastOverlay::acknowledgeRequested, &alerts, &client::AlertCenter::acknowledge);
    connect(m_toasts, &ToastOverlay::listRequested, this, [this] { m_drawer->setOpen(true); });
    connect(m_toasts, &ToastOverlay::openRequested, this, [this](const QString& key) {
        const client::Alert* alert = alertWithKey(key);
        if (!alert)
            return;
        openAlert(*alert);
        if (!alert->sticky)
            m_toasts->remove(key);
    });
    connect(m_drawer, &NotificationDrawer::openRequested, this,
            [this](const client::Alert& alert) { openAlert(alert); });
    connect(m_drawer, &NotificationDrawer::acknowledgeRequested, &alerts, &client::AlertCenter::acknowledge);
    connect(m_drawer, &NotificationDrawer::acknowledgeAllRequested, &alerts,
            &client::AlertCenter::acknowledgeAll);
    connect(m_drawer, &NotificationDrawer::muteRequested, this,
            [&alerts](int minutes) { alerts.mute(std::chrono::minutes(minutes)); });
    connect(m_drawer, &NotificationDrawer::openChanged, this, &MainWindow::layOut);
    connect(m_tray, &Tray::activated, this, [this](const QString& key) {
        setWindowState(windowState() & ~Qt::WindowMinimized);
        show();
        raise();
        activateWindow();
        if (const client::Alert* alert = alertWithKey(key))
            openAlert(*alert);
    });
    m_strip->setMutedUntil(alerts.mutedUntil());
    refreshBadges();
}

void MainWindow::setLink(const client::LinkStatus& link)
{
    m_link = link;
    m_freshness.setLinked(link.state == client::LinkState::Live || link.state == client::LinkState::Polling);
    m_freshness.setConfirmed(link.dataAsOf);
    m_strip->setLink(link);
    m_linkSheet->setLink(link);
}

void MainWindow::setMe(const std::optional<protocol::Me>& me)
{
    const bool another = (me ? me->username : QString()) != (m_me ? m_me->username : QString());
    m_me = me;
    if (me)
        format::setPlantZone(QTimeZone(me->timeZone.toLatin1()));
    m_strip->setMe(me);
    for (Panel* each : std::as_const(m_panels))
        each->setPerson(me ? me->username : QString());
    // A person who has just been made known starts at their role's panel.
    if (another) {
        m_history.clear();
        m_here = {};
    }
    filterByRole();
}

void MainWindow::setTokensInFile(bool inFile)
{
    m_linkSheet->setTokensInFile(inFile);
    m_login->setTokensInFile(inFile);
}

void MainWindow::askToSignIn(client::SignInReason reason, const QUrl& server, const QString& user)
{
    m_server = server;
    // Nobody stands before a wall to answer; the strip says what is wrong.
    if (!isWall())
        m_login->ask(reason, server, user);
}

void MainWindow::signInFailed(client::SignInFailure failure)
{
    m_login->fail(failure);
}

void MainWindow::signedIn()
{
    m_login->succeed();
}

void MainWindow::filterByRole()
{
    const protocol::Roles roles = m_me ? m_me->roles : protocol::Roles();
    for (const Panel* each : std::as_const(m_panels))
        m_rail->setShown(each->key(), mayRead(roles, each->topics()));
    if (!m_rail->shownKeys().contains(m_here.panel)) {
        m_history.clear();
        const QString wanted = m_rail->shownKeys().contains(m_home) ? m_home : roleHome();
        showPlace({wanted, {}, 0});
    }
}

QString MainWindow::roleHome() const
{
    using protocol::Role;
    const protocol::Roles roles = m_me ? m_me->roles : protocol::Roles();
    const auto firstOf = [&]() -> QString {
        if (roles.has(Role::Admin) || roles.has(Role::Manager))
            return u"overview"_s;
        if (roles.intersects({Role::Operator, Role::Master, Role::EquipmentManager, Role::Foreman}))
            return u"machines"_s;
        if (roles.has(Role::Security))
            return u"access"_s;
        if (roles.intersects({Role::HrManager, Role::Accountant}))
            return u"worktime"_s;
        return u"overview"_s;
    };
    const QString wanted = firstOf();
    return m_rail->shownKeys().contains(wanted) ? wanted : u"overview"_s;
}

void MainWindow::setHome(const QString& key)
{
    m_home = key;
    if (m_rail->shownKeys().contains(key))
        showPlace({key, {}, 0});
}

QStringList MainWindow::shownPanels() const
{
    return m_rail->shownKeys();
}

Panel* MainWindow::panel(const QString& key) const
{
    for (Panel* each : m_panels)
        if (each->key() == key)
            return each;
    return nullptr;
}

Place MainWindow::here() const
{
    return m_here;
}

bool MainWindow::go(const Place& place)
{
    if (!m_rail->shownKeys().contains(place.panel))
        return false;
    if (place == m_here)
        return true;
    const Place before = m_here;
    showPlace(place);
    if (m_here.panel != place.panel)
        return false;
    if (!before.panel.isEmpty() && before != m_here) {
        m_history.append(before);
        if (m_history.size() > historyLength)
            m_history.removeFirst();
    }
    return true;
}

void MainWindow::showPlace(const Place& place)
{
    Panel* target = panel(place.panel);
    if (!target)
        return;
    while (target->back()) {
        // leave whatever record is still open there
    }
    const bool opened = !place.topic.isEmpty() && target->openRecord(place.topic, place.id);
    m_here = opened ? place : Place{place.panel, {}, 0};
    m_stack->setCurrentWidget(target);
    m_rail->setCurrent(place.panel);
    m_top->setTools(target->tools());
    orderFocus();
    refreshTitle();
}

void MainWindow::orderFocus()
{
    // As a person reads: rail, top bar, panel, strip. Left alone, the chain would be the order in which
    // things were made, and the tools that come and go would stand at its end.
    QWidget* last = nullptr;
    for (const QWidget* region : {static_cast<QWidget*>(m_rail), static_cast<QWidget*>(m_top),
                                  static_cast<QWidget*>(panel(m_here.panel)), static_cast<QWidget*>(m_strip)})
        for (QWidget* widget : region->findChildren<QWidget*>()) {
            const bool part = widget->objectName().startsWith("qt_"_L1); // of a compound widget
            if (part || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            if (last)
                setTabOrder(last, widget);
            last = widget;
        }
}

void MainWindow::back()
{
    if (!m_history.isEmpty()) {
        const Place before = m_history.takeLast();
        showPlace(before);
        return;
    }
    if (panel(m_here.panel)->back()) {
        m_here = {m_here.panel, {}, 0};
        refreshTitle();
    }
}

void MainWindow::refreshTitle()
{
    for (const Panel* each : std::as_const(m_panels))
        m_rail->setText(each->key(), each->title());
    if (const Panel* current = panel(m_here.panel)) {
        m_top->setTitle(current->title(), current->recordTitle());
        setWindowTitle(m_top->title() + u" \u2013 "_s + tr("Vakhta"));
    }
}

void MainWindow::refreshBadges()
{
    const client::AlertCenter& alerts = m_context.alerts;
    const Tone tone = toneOf(alerts.worst());
    m_top->bell().setCount(alerts.unread(), tone);
    m_tray->setUnread(alerts.unread(), tone);
    for (const Panel* each : std::as_const(m_panels)) {
        int count = 0;
        for (const QString& topic : each->topics())
            count += alerts.unread(topic);
        m_rail->setBadge(each->key(), count, tone);
    }
}

const client::Alert* MainWindow::alertWithKey(const QString& key) const
{
    for (const client::Alert& alert : m_context.alerts.history())
        if (alert.key == key)
            return &alert;
    return nullptr;
}

void MainWindow::openAlert(const client::Alert& alert)
{
    m_drawer->setOpen(false);
    if (alert.topic.isEmpty()) {
        m_drawer->setOpen(true);
        return;
    }
    for (const Panel* each : std::as_const(m_panels))
        if (each->topics().contains(alert.topic) && go({each->key(), alert.topic, alert.rowId}))
            return;
}

void MainWindow::annunciate(const client::Annunciation& annunciation)
{
    const client::Alert& alert = annunciation.alert;
    const AlertWords words = wordsFor(alert);
    if (annunciation.sound)
        m_sounds->play(alert.priority);
    if (!annunciation.toast)
        return;
    const bool digest = alert.kind == client::AlertKind::Missed || alert.kind == client::AlertKind::Flood ||
                        alert.kind == client::AlertKind::Latecomers;
    // A digest's number is already in its words.
    m_toasts->show({alert.key, alert.priority, iconFor(alert.kind), words.title, words.text,
                    digest ? 1 : alert.count, alert.sticky, true, !digest && !alert.topic.isEmpty()});
    if (isMinimized() || !isVisible())
        m_tray->notify(alert.key, words.title, words.text, alert.priority == client::Priority::Critical);
}

void MainWindow::showUserMenu()
{
    QMenu menu(this);
    if (m_me) {
        QAction* who = menu.addAction(m_me->fullName.isEmpty() ? m_me->username : m_me->fullName);
        who->setEnabled(false);
        menu.addSeparator();
    }
    connect(menu.addAction(tr("Settings")), &QAction::triggered, this, [this] {
        go({u"settings"_s, {}, 0});
    });
    connect(menu.addAction(tr("Show the wall (F11)")), &QAction::triggered, this, [this] { setWall(true); });
    menu.addSeparator();
    if (m_me)
        connect(menu.addAction(tr("Sign out")), &QAction::triggered, this, &MainWindow::signOutRequested);
    else
        connect(menu.addAction(tr("Sign in")), &QAction::triggered, this,
                [this] { askToSignIn(client::SignInReason::SignedOut, m_server, {}); });
    menu.ensurePolished();
    const QSize size = menu.sizeHint();
    menu.exec(
        m_strip->mapToGlobal(QPoint(m_strip->width() - size.width() - space::s, -size.height() - space::xs)));
}

QList<Finding> MainWindow::find(const QString& query) const
{
    constexpr int perPanel = 20;
    QList<Finding> result;
    const QStringList shown = m_rail->shownKeys();
    for (const Panel* each : m_panels) {
        if (!shown.contains(each->key()))
            continue;
        const int score = query.isEmpty() ? 1 : fuzzyScore(query, each->title());
        if (score > 0)
            result.append({each->title(), tr("Panel"), each->iconName(), {each->key(), {}, 0}, score});
        if (!query.isEmpty())
            result += each->find(query, perPanel);
    }
    const struct
    {
        QLatin1StringView action;
        QString text;
        QLatin1StringView icon;
    } actions[]{
        {"wall"_L1, tr("Show the wall"), "wall"_L1},
        {"scheme"_L1, theme().scheme() == Scheme::Dark ? tr("Light colours") : tr("Dark colours"),
         theme().scheme() == Scheme::Dark ? "light"_L1 : "dark"_L1},
        {"notifications"_L1, tr("Notifications"), "bell"_L1},
        {"link"_L1, tr("Details of the link"), "info"_L1},
        {"mute"_L1, tr("Mute for an hour"), "mute"_L1},
        {"signout"_L1, tr("Sign out"), "logout"_L1},
    };
    if (!query.isEmpty())
        for (const auto& each : actions)
            if (const int score = fuzzyScore(query, each.text))
                result.append(
                    {each.text, tr("Action"), each.icon, {actionPrefix + each.action, {}, 0}, score});
    return result;
}

void MainWindow::act(const QString& action)
{
    if (action == "wall"_L1) {
        setWall(true);
    } else if (action == "scheme"_L1) {
        const auto choice = theme().scheme() == Scheme::Dark ? SchemeChoice::Light : SchemeChoice::Dark;
        settings::setScheme(choice);
        theme().setChoice(choice);
    } else if (action == "notifications"_L1) {
        m_drawer->setOpen(true);
    } else if (action == "link"_L1) {
        m_linkSheet->open();
    } else if (action == "mute"_L1) {
        m_context.alerts.mute(std::chrono::hours(1));
    } else if (action == "signout"_L1) {
        emit signOutRequested();
    }
}

bool MainWindow::isWall() const
{
    return m_wall != nullptr;
}

void MainWindow::setWall(bool on)
{
    if (on == isWall())
        return;
    if (on) {
        for (Sheet* sheet :
             {static_cast<Sheet*>(m_find), static_cast<Sheet*>(m_login), static_cast<Sheet*>(m_linkSheet)})
            sheet->close();
        m_drawer->setOpen(false);
        m_wasMaximized = isMaximized();
        m_wall = new WallView(m_context, m_rail->shownKeys(), *m_stack, this);
        m_rail->hide();
        m_top->hide();
        m_stack->hide();
        qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_wall, 1);
        m_wall->start();
        if (isWindow() && isVisible())
            showFullScreen();
    } else {
        delete m_wall;
        m_wall = nullptr;
        m_rail->show();
        m_top->show();
        m_stack->show();
        // The wall has left whatever record was open.
        showPlace({m_here.panel, {}, 0});
        if (isWindow() && isVisible()) {
            if (m_wasMaximized)
                showMaximized();
            else
                showNormal();
        }
    }
    layOut();
}

void MainWindow::resizeEvent(QResizeEvent*)
{
    layOut();
}

void MainWindow::layOut()
{
    m_rail->setNarrow(width() < int(narrowBelow * theme().textScale()));
    const int bottom = m_strip->height();
    m_drawer->setBottomInset(bottom);
    const int drawer = m_drawer->isOpen() ? theme().px(metric::drawer) : 0;
    m_toasts->setInsets(drawer + space::l, bottom + space::m);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (isWall())
        setWall(false);
    else if (m_drawer->isOpen())
        m_drawer->setOpen(false);
    else
        back();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    // With an icon beside the clock the watch goes on; without one there would be no way back.
    if (m_tray->isShown()) {
        hide();
        event->ignore();
        return;
    }
    event->accept();
}

} // namespace ui
