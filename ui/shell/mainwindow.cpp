// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "panels/cafe/kitchenpanel.h"
#include "panels/profilepanel.h"
#include "panels/settingspanel.h"
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
#include "theme/theme.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"
#include "store/outboxentry.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int narrowBelow = 1280; ///< device-independent pixels at text scale 1

} // namespace

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
    // It lends the panels back while the window is whole.
    if (isWall()) {
        takeWallDown();
        theme().setTextScale(m_scaleOffWall);
    }
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
    QList<std::pair<QString, QString>> forTheWall;
    for (const Panel* each : m_stack->panels()) {
        m_rail->setShown(each->key(), shown.contains(each->key()));
        if (shown.contains(each->key()) && WallView::mayShow(each->key()))
            forTheWall.append({each->key(), each->title()});
    }
    m_settings->setPanels(forTheWall);
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
    m_onWall = m_stack->shownKeys();
    m_wall = new WallView(m_context, m_onWall, *m_stack, this);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_wall, 1);
    m_wall->show(); // at once: the layout would only do it when nothing else is to be done
    m_wall->start();
}

void MainWindow::renewWall()
{
    if (!isWall() || m_onWall == m_stack->shownKeys())
        return;
    const QStringList shown = m_wall->shown();
    takeWallDown();
    if (!shown.isEmpty())
        m_stack->setCurrentWidget(m_stack->panel(shown.constFirst()));
    putWallUp();
}

void MainWindow::takeWallDown()
{
    delete std::exchange(m_wall, nullptr);
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
        m_scaleOffWall = theme().textScale();
        putWallUp();
        theme().setTextScale(WallView::scaleFor(isFullScreen() && screen() ? screen()->size() : size()));
    } else {
        takeWallDown();
        theme().setTextScale(m_scaleOffWall);
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
