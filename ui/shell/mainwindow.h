// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "widgets/freshness.h"

#include "alerts/alert.h"
#include "core/client.h"
#include "link/linkstatus.h"
#include "protocol/auth.h"

#include <QList>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

class QStackedWidget;

namespace ui {

class FindSheet;
class LinkSheet;
class LoginSheet;
class NavRail;
class NotificationDrawer;
class SettingsPanel;
class SoundPlayer;
class StatusStrip;
class ToastOverlay;
class TopBar;
class Tray;
class WallView;

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
    void askToSignIn(client::SignInReason reason, const QUrl& server, const QString& user);
    void signInFailed(client::SignInFailure failure);
    void signedIn();

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
    LoginSheet& loginSheet() { return *m_login; }
    NotificationDrawer& drawer() { return *m_drawer; }
    ToastOverlay& toasts() { return *m_toasts; }

signals:
    void signInRequested(const QUrl& server, const QString& user, const QString& password);
    void signOutRequested();
    void probeRequested();
    void languageChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void addPanel(std::unique_ptr<Panel> panel, bool atBottom = false);
    void buildPanels();
    void buildShortcuts();
    void connectAlerts();
    void filterByRole();
    QString roleHome() const;
    void showPlace(const Place& place);
    void back();
    void orderFocus();
    void refreshTitle();
    void refreshBadges();
    void showUserMenu();
    void openAlert(const client::Alert& alert);
    void annunciate(const client::Annunciation& annunciation);
    const client::Alert* alertWithKey(const QString& key) const;
    QList<Finding> find(const QString& query) const;
    void act(const QString& action);
    void layOut();

    Freshness m_freshness;
    Context m_context;
    std::unique_ptr<SoundPlayer> m_sounds;
    std::optional<protocol::Me> m_me;
    QUrl m_server;
    client::LinkStatus m_link;
    QString m_home;
    QList<Panel*> m_panels;
    QList<Place> m_history; ///< where Esc goes back to; the present place is not in it
    Place m_here;

    NavRail* m_rail;
    TopBar* m_top;
    QStackedWidget* m_stack;
    StatusStrip* m_strip;
    SettingsPanel* m_settings = nullptr;
    ToastOverlay* m_toasts;
    NotificationDrawer* m_drawer;
    LinkSheet* m_linkSheet;
    LoginSheet* m_login;
    FindSheet* m_find;
    Tray* m_tray;
    WallView* m_wall = nullptr;
    bool m_wasMaximized = false;
};

} // namespace ui
