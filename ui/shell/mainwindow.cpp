// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "panels/accesspanel.h"
#include "panels/alarmspanel.h"
#include "panels/budgetspanel.h"
#include "panels/cafe/hallpanel.h"
#include "panels/cafe/kitchenpanel.h"
#include "panels/machinespanel.h"
#include "panels/overviewpanel.h"
#include "panels/profilepanel.h"
#include "panels/schedule/schedulepanel.h"
#include "panels/settingspanel.h"
#include "panels/ticketspanel.h"
#include "panels/timesheetspanel.h"
#include "panels/worktimepanel.h"
#include "shell/alertdesk.h"
#include "shell/commands.h"
#include "shell/drawer.h"
#include "shell/findsheet.h"
#include "shell/focusorder.h"
#include "shell/linksheet.h"
#include "shell/loginsheet.h"
#include "shell/navrail.h"
#include "shell/outboxsheet.h"
#include "shell/outboxwords.h"
#include "shell/panelstack.h"
#include "shell/settings.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "shell/wallview.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"
#include "store/outboxentry.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowBelow = 1280; ///< device-independent pixels at text scale 1

} // namespace

MainWindow::MainWindow(client::Models& models, client::Overview& overview, client::AlertCenter& alerts,
                       const base::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_context{models, overview, alerts, m_freshness, clock, m_inquiry}
    , m_rail(new NavRail(this))
    , m_top(new TopBar(this))
    , m_stack(new PanelStack(this))
    , m_strip(new StatusStrip(m_freshness, this))
    , m_desk(new AlertDesk(models, alerts, this))
    , m_linkSheet(new LinkSheet(this))
    , m_outbox(new OutboxSheet(models, this))
    , m_login(new LoginSheet(this))
    , m_find(new FindSheet(
          [this](const QString& query) { return m_stack->find(query) + findCommands(query); }, this))
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

    connect(m_stack, &PanelStack::placeChanged, this, &MainWindow::refreshPlace);
    connect(m_stack, &PanelStack::shownChanged, this, [this] {
        // The wall holds what is shown.
        const bool wall = isWall();
        takeWallDown();
        refreshShown();
        if (wall)
            putWallUp();
    });
    connect(m_stack, &PanelStack::titleChanged, this, &MainWindow::refreshTitle);
    connect(m_stack, &PanelStack::noted, m_desk, &AlertDesk::note);
    connect(m_stack, &PanelStack::sendRequested, this, &MainWindow::sendRequested);
    connect(m_stack, &PanelStack::badgeChanged, this, &MainWindow::refreshBadges);
    connect(m_rail, &NavRail::chosen, m_stack, &PanelStack::start);
    connect(m_top, &TopBar::backRequested, m_stack, &PanelStack::back);
    connect(m_top, &TopBar::findRequested, m_find, &FindSheet::ask);
    connect(m_top, &TopBar::bellClicked, this, [this] { drawer().setOpen(!drawer().isOpen()); });
    connect(m_strip, &StatusStrip::linkClicked, this, [this] { m_linkSheet->open(); });
    connect(m_strip, &StatusStrip::outboxClicked, this, [this] { m_outbox->open(); });
    connect(m_outbox, &OutboxSheet::dismissed, this, &MainWindow::outboxDismissed);
    connect(m_outbox, &OutboxSheet::probeRequested, this, &MainWindow::probeRequested);
    connect(m_desk, &AlertDesk::outboxRequested, this, [this] { m_outbox->open(); });
    connect(m_strip, &StatusStrip::userClicked, this, &MainWindow::showUserMenu);
    connect(m_strip, &StatusStrip::muteClicked, &alerts, &client::AlertCenter::unmute);
    connect(m_linkSheet, &LinkSheet::probeRequested, this, &MainWindow::probeRequested);
    connect(m_login, &LoginSheet::submitted, this, &MainWindow::signInRequested);
    connect(m_find, &FindSheet::chosen, this, [this](const Place& place) {
        if (const std::optional<Command> command = commandAt(place))
            execute(*command);
        else
            m_stack->go(place);
    });
    connect(&theme(), &Theme::changed, this, &MainWindow::layOut);
    setMe(std::nullopt);
    layOut();
    // Nothing has the ring until a person reaches for the keyboard; Tab begins at the rail.
    setFocusPolicy(Qt::StrongFocus);
    setFocus();
}

NotificationDrawer& MainWindow::drawer()
{
    return m_desk->drawer();
}

ToastOverlay& MainWindow::toasts()
{
    return m_desk->toasts();
}

MainWindow::~MainWindow()
{
    delete m_wall; // it lends the panels back and resets the text size while the window is whole
}

void MainWindow::addPanel(std::unique_ptr<Panel> owned, bool atBottom)
{
    m_rail->add(owned->key(), owned->iconName(), owned->title(), atBottom);
    m_stack->add(std::move(owned));
}

void MainWindow::buildPanels()
{
    addPanel(std::make_unique<OverviewPanel>(m_context));
    addPanel(std::make_unique<AlarmsPanel>(m_context));
    addPanel(std::make_unique<MachinesPanel>(m_context));
    addPanel(std::make_unique<WorktimePanel>(m_context));
    addPanel(std::make_unique<AccessPanel>(m_context));
    addPanel(std::make_unique<BudgetsPanel>(m_context));
    addPanel(std::make_unique<TimesheetsPanel>(m_context));
    addPanel(std::make_unique<TicketsPanel>(m_context));
    addPanel(std::make_unique<HallPanel>(m_context)); // a portion that is ready leads to its table first
    auto kitchenPanel = std::make_unique<KitchenPanel>(m_context);
    m_kitchen = kitchenPanel.get();
    addPanel(std::move(kitchenPanel));
    addPanel(std::make_unique<SchedulePanel>(m_context));
    auto profilePanel = std::make_unique<ProfilePanel>(m_context);
    m_profile = profilePanel.get();
    connect(m_profile, &ProfilePanel::signOutRequested, this, &MainWindow::signOutRequested);
    m_stack->add(std::move(profilePanel)); // not in the rail: one's own name at the foot leads there
    auto settingsPanel = std::make_unique<SettingsPanel>(m_context, m_desk->sounds());
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
        if (Panel* current = m_stack->currentPanel())
            current->focusFilter();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_B), [this] { drawer().setOpen(!drawer().isOpen()); });
    // The keyboard to the newest toast; from there arrows, Enter, Esc.
    add(QKeySequence(Qt::Key_F6), [this] { toasts().takeKeyboard(); });
    for (int i = 0; i < 9; ++i)
        add(QKeySequence(int(Qt::CTRL) | (Qt::Key_1 + i)), [this, i] {
            if (const QStringList keys = m_stack->shownKeys(); i < keys.size())
                m_stack->start(keys[i]);
        });
}

void MainWindow::connectAlerts()
{
    client::AlertCenter& alerts = m_context.alerts;
    connect(m_desk, &AlertDesk::placeRequested, this,
            [this](const QString& topic, qint64 rowId, qint64 alarm) {
                if (!m_stack->openRow(topic, rowId) && alarm != 0)
                    m_stack->openRow(u"alarms"_s, alarm);
            });
    connect(m_desk, &AlertDesk::sendRequested, this, &MainWindow::sendRequested);
    connect(m_desk, &AlertDesk::listed, this, &MainWindow::notificationsShown);
    connect(m_desk, &AlertDesk::badgesChanged, this, &MainWindow::refreshBadges);
    connect(m_desk, &AlertDesk::windowRequested, this, [this] {
        setWindowState(windowState() & ~Qt::WindowMinimized);
        show();
        raise();
        activateWindow();
    });
    connect(&drawer(), &NotificationDrawer::openChanged, this, &MainWindow::layOut);
    connect(&alerts, &client::AlertCenter::mutedChanged, m_strip, &StatusStrip::setMutedUntil);
    m_strip->setMutedUntil(alerts.mutedUntil());
    refreshBadges();
}

void MainWindow::setLink(const client::LinkStatus& link)
{
    m_link = link;
    m_freshness.setLinked(link.state == client::LinkState::Live || link.state == client::LinkState::Polling);
    m_freshness.setOffline(link.state == client::LinkState::Offline);
    m_freshness.setConfirmed(link.dataAsOf);
    m_strip->setLink(link);
    m_linkSheet->setLink(link);
}

void MainWindow::setMe(const std::optional<protocol::Me>& me)
{
    m_me = me;
    if (me)
        format::setPlantZone(QTimeZone(me->timeZone.toLatin1()));
    m_strip->setMe(me);
    m_profile->setMe(me);
    m_kitchen->setUser(me ? me->id.value() : 0);
    // The wall holds panels that this person may see; another one may see others.
    const bool wall = isWall();
    takeWallDown();
    m_stack->setPerson(me ? me->username : QString());
    for (Panel* each : m_stack->panels())
        each->setAccount(me ? me->id.value() : 0);
    m_stack->setRoles(me ? me->roles : protocol::Roles());
    refreshShown();
    if (wall)
        putWallUp();
}

void MainWindow::refreshShown()
{
    const QStringList shown = m_stack->shownKeys();
    for (const Panel* each : m_stack->panels())
        m_rail->setShown(each->key(), shown.contains(each->key()));
    emit shownChanged();
}

void MainWindow::setTokensInFile(bool inFile)
{
    m_linkSheet->setTokensInFile(inFile);
    m_login->setTokensInFile(inFile);
}

void MainWindow::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    int waiting = 0;
    int refused = 0;
    QSet<QString> told;
    for (const client::OutboxEntry& entry : entries) {
        if (entry.state == client::OutboxState::Queued) {
            ++waiting;
            continue;
        }
        // Somebody else has deleted it: what was wanted is so.
        if (entry.request.method == "DELETE" && entry.status == 404) {
            emit outboxDismissed(entry.key);
            continue;
        }
        ++refused;
        told.insert(entry.key);
        if (!m_refused.contains(entry.key))
            m_desk->tellRefused(deedText(entry.request, m_context.models), refusalText(entry));
    }
    m_refused = told;
    m_strip->setOutbox(waiting, refused);
    m_outbox->setEntries(entries);
    m_desk->setOutbox(entries);
    for (Panel* each : m_stack->panels())
        each->setOutbox(entries);
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

void MainWindow::setHome(const QString& key)
{
    m_stack->setHome(key);
}

QStringList MainWindow::shownPanels() const
{
    return m_stack->shownKeys();
}

Panel* MainWindow::panel(const QString& key) const
{
    return m_stack->panel(key);
}

Place MainWindow::here() const
{
    return m_stack->here();
}

bool MainWindow::go(const Place& place)
{
    return m_stack->go(place);
}

void MainWindow::refreshPlace()
{
    Panel* current = m_stack->currentPanel();
    m_rail->setCurrent(current->key());
    m_top->setTools(current->tools());
    chainFocus({m_rail, m_top, current, m_strip}); // as a person reads
    refreshTitle();
}

void MainWindow::refreshTitle()
{
    for (const Panel* each : m_stack->panels())
        m_rail->setText(each->key(), each->title());
    if (const Panel* current = m_stack->currentPanel()) {
        m_top->setTitle(current->title(), current->recordTitle());
        setWindowTitle(m_top->title() + u" \u2013 "_s + tr("Vakhta"));
    }
}

void MainWindow::refreshBadges()
{
    const client::AlertCenter& alerts = m_context.alerts;
    const Tone tone = m_desk->tone();
    m_top->bell().setCount(m_desk->unread(), tone);
    for (const Panel* each : m_stack->panels()) {
        if (const std::optional<Panel::Badge> own = each->badge()) {
            m_rail->setBadge(each->key(), own->count, own->tone);
            continue;
        }
        int count = 0;
        for (const QString& topic : each->topics())
            count += alerts.unread(topic);
        m_rail->setBadge(each->key(), count, tone);
    }
}

void MainWindow::showUserMenu()
{
    QMenu menu(this);
    if (m_me) {
        QAction* who = menu.addAction(m_me->fullName.isEmpty() ? m_me->username : m_me->fullName);
        who->setEnabled(false);
        menu.addSeparator();
    }
    if (m_me)
        connect(menu.addAction(tr("Profile")), &QAction::triggered, this, [this] {
            go({u"profile"_s, {}, 0});
        });
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

void MainWindow::execute(Command command)
{
    switch (command) {
    case Command::ShowWall:
        setWall(true);
        break;
    case Command::SwitchColours: {
        const auto choice = theme().scheme() == Scheme::Dark ? SchemeChoice::Light : SchemeChoice::Dark;
        settings::setScheme(choice);
        theme().setChoice(choice);
        break;
    }
    case Command::ShowNotifications:
        drawer().setOpen(true);
        break;
    case Command::ShowLink:
        m_linkSheet->open();
        break;
    case Command::MuteForAnHour:
        m_context.alerts.mute(std::chrono::hours(1));
        break;
    case Command::SignOut:
        emit signOutRequested();
        break;
    }
}

bool MainWindow::isWall() const
{
    return m_wall != nullptr;
}

void MainWindow::putWallUp()
{
    m_wall = new WallView(m_context, m_stack->shownKeys(), *m_stack, this);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_wall, 1);
    m_wall->start(isFullScreen() && screen() ? screen()->size() : size());
}

void MainWindow::takeWallDown()
{
    delete m_wall;
    m_wall = nullptr;
}

void MainWindow::setWall(bool on)
{
    if (on == isWall())
        return;
    if (on) {
        for (Sheet* sheet : {static_cast<Sheet*>(m_find), static_cast<Sheet*>(m_login),
                             static_cast<Sheet*>(m_linkSheet), static_cast<Sheet*>(m_outbox)})
            sheet->close();
        drawer().setOpen(false);
        m_wasMaximized = isMaximized();
        m_rail->hide();
        m_top->hide();
        m_stack->hide();
        if (isWindow() && isVisible())
            showFullScreen();
        putWallUp();
    } else {
        takeWallDown();
        m_rail->show();
        m_top->show();
        m_stack->show();
        // The wall has left whatever record was open.
        m_stack->reopen();
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
    drawer().setBottomInset(bottom);
    const int beside = drawer().isOpen() ? theme().px(metric::drawer) : 0;
    toasts().setInsets(beside + space::l, bottom + space::m);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (isWall())
        setWall(false);
    else if (drawer().isOpen())
        drawer().setOpen(false);
    else
        m_stack->back();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    // With an icon beside the clock the watch goes on; without one there would be no way back.
    if (m_desk->hasTray()) {
        hide();
        event->ignore();
        return;
    }
    event->accept();
}

} // namespace ui
