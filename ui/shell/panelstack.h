// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include "protocol/roles.h"

#include <QList>
#include <QStackedWidget>

#include <memory>

namespace ui {

/// The panels, which of them this person may see, where they are and how they came there.
class PanelStack final : public QStackedWidget
{
    Q_OBJECT
public:
    using Panel = ui::Panel; // not QFrame's

    explicit PanelStack(QWidget* parent = nullptr);

    void add(std::unique_ptr<Panel> panel);
    const QList<Panel*>& panels() const { return m_panels; }
    /// Null if there is none of this name.
    Panel* panel(const QString& key) const;
    Panel* currentPanel() const { return panel(m_here.panel); }
    /// Panels by name, and what each of them knows that matches; with an empty query all panels.
    QList<Finding> find(const QString& query) const;
    /// What the roles may see and the company has, in the order of adding.
    QStringList shownKeys() const { return m_shown; }

    /// Overrides the roles' first panel.
    void setHome(const QString& key);
    void setRoles(protocol::Roles roles);
    /// Another person begins anew: nothing of where the former one has been remains.
    void setPerson(const QString& name);

    /// Goes there, remembering the way back; false if the place is unknown or not for this person.
    bool go(const Place& place);
    /// Begins anew at the panel: nothing to go back to.
    void start(const QString& panel);
    /// Goes to whichever panel shows rows of the topic; false when this person has none.
    bool openRow(const QString& topic, qint64 id);
    /// One step back; nothing at the beginning.
    void back();
    /// The present panel's list, after the wall has borrowed the panels.
    void reopen();
    Place here() const { return m_here; }

signals:
    void placeChanged();
    /// shownKeys() are others.
    void shownChanged();
    /// The title of a panel or of the open record is another.
    void titleChanged();
    void noted(const QString& text);
    void sendRequested(const client::OutboxRequest& request);
    void badgeChanged();

private:
    void enter(const Place& place);
    void goHome();
    void review();

    QList<Panel*> m_panels;
    QStringList m_shown;
    protocol::Roles m_roles;
    QString m_home;
    bool m_homeMissed = false; ///< it is not shown yet, and nobody has gone anywhere since
    QString m_person;
    QList<Place> m_history; ///< where back() goes; the present place is not in it
    Place m_here;
};

} // namespace ui
