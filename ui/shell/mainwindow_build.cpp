// SPDX-License-Identifier: GPL-3.0-or-later
// Of what the window is made, and who hears whom.
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
#include "shell/linksheet.h"
#include "shell/loginsheet.h"
#include "shell/navrail.h"
#include "shell/outboxsheet.h"
#include "shell/panelstack.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "shell/wallview.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

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
        refreshShown();
        m_wallRenewal.soon(); // it holds what is shown
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

} // namespace ui
