// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/inquiry.h"
#include "panels/panel.h"
#include "panels/recount.h"
#include "widgets/freshness.h"

#include "core/client.h"
#include "link/linkstatus.h"
#include "protocol/auth.h"

#include <QList>
#include <QSet>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace ui {

class AlertDesk;
class FindSheet;
class KitchenPanel;
class LinkSheet;
class LoginSheet;
class NavRail;
class NotificationDrawer;
class OutboxSheet;
class PanelStack;
class ProfilePanel;
class SettingsPanel;
class StatusStrip;
class ToastOverlay;
class TopBar;
class WallView;
enum class Command;

/// The window: rail, panel, drawer, strip. It shows what it is told and asks for what a person wants;
/// bind() ties it to a client::Client. It can be made anew at any time (another language), because
/// everything it knows is the client's.
class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    MainWindow(client::Models& models, client::Overview& overview, client::AlertCenter& alerts,
               const base::Clock& clock, QWidget* parent = nullptr);
    ~MainWindow() override;

    void setLink(const client::LinkStatus& link);
    void setMe(const std::optional<protocol::Me>& me);
    void setTokensInFile(bool inFile);
    /// What was written here and is not with the server.
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    void askToSignIn(client::SignInReason reason, const QUrl& server, const QString& user);
    void signInFailed(client::SignInFailure failure);
    void signedIn();

    /// Where panels' questions go.
    Inquiry& inquiry() { return m_inquiry; }

    /// Goes there, as if a person had; false if the place is unknown or not for this role.
    bool go(const Place& place);
    Place here() const;
    /// Overrides the role's first panel.
    void setHome(const QString& panel);
    QStringList shownPanels() const;
    Panel* panel(const QString& key) const;

    void setWall(bool on);
    bool isWall() const;
    /// Pages over panels by itself, for unattended monitors; tests turn the pages themselves.
    WallView* wall() const { return m_wall; }

    // The parts, for tests.
    NavRail& rail() { return *m_rail; }
    StatusStrip& strip() { return *m_strip; }
    TopBar& topBar() { return *m_top; }
    FindSheet& finder() { return *m_find; }
    LinkSheet& linkSheet() { return *m_linkSheet; }
    OutboxSheet& outboxSheet() { return *m_outbox; }
    PanelStack& stack() { return *m_stack; }
    LoginSheet& loginSheet() { return *m_login; }
    NotificationDrawer& drawer();
    ToastOverlay& toasts();

signals:
    void signInRequested(const QUrl& server, const QString& user, const QString& password);
    void signOutRequested();
    void probeRequested();
    /// shownPanels() may be others.
    void shownChanged();
    void languageChanged();
    void sendRequested(const client::OutboxRequest& request);
    void outboxDismissed(const QString& key);
    /// These notifications are on screen, in the list.
    void notificationsShown(const QList<qint64>& notifications);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void addPanel(std::unique_ptr<Panel> panel, bool atBottom = false);
    void buildPanels();
    void buildShortcuts();
    void connectAlerts();
    void refreshPlace();
    void refreshTitle();
    void refreshBadges();
    void showUserMenu();
    void execute(Command command);
    void refreshShown();
    void putWallUp();
    void takeWallDown();
    void renewWall();
    void layOut();

    Freshness m_freshness;
    Inquiry m_inquiry;
    Context m_context;
    std::optional<protocol::Me> m_me;
    QUrl m_server;
    client::LinkStatus m_link;

    NavRail* m_rail;
    TopBar* m_top;
    PanelStack* m_stack;
    StatusStrip* m_strip;
    KitchenPanel* m_kitchen = nullptr;
    ProfilePanel* m_profile = nullptr;
    SettingsPanel* m_settings = nullptr;
    AlertDesk* m_desk;
    LinkSheet* m_linkSheet;
    OutboxSheet* m_outbox;
    QSet<QString> m_refused; ///< keys of what the server did not take, and the person was told of
    LoginSheet* m_login;
    FindSheet* m_find;
    WallView* m_wall = nullptr;
    /// Panels come into use one after another, and with each of them everything is laid out anew.
    Recount m_wallRenewal{500, this, [this] { renewWall(); }};
    QStringList m_onWall; ///< keys of the panels that the wall was made for
    double m_scaleOffWall = 1.0;
    bool m_wasMaximized = false;
};

} // namespace ui
