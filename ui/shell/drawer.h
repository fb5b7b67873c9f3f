// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/inboxmodel.h"

#include <QPropertyAnimation>
#include <QWidget>

class QButtonGroup;
class QListView;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace ui {

class StatePage;

/// The notifications, sliding in from the right: what a person was told, read or unread, as the server
/// keeps it. Enter opens the record, A answers the alarm, R has read it, Delete removes it, Esc closes.
class NotificationDrawer final : public QWidget
{
    Q_OBJECT
public:
    NotificationDrawer(const client::Models& models, client::AlertCenter& alerts, QWidget* window);

    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    /// Opens it at what this alert or notification is listed as.
    void reveal(const QString& key);
    /// Free pixels at the window's bottom.
    void setBottomInset(int pixels);
    QListView& list() { return *m_list; }
    InboxModel& inbox() { return *m_model; }

signals:
    void openChanged(bool open);
    void openRequested(const ui::InboxModel::Item& item);
    void acknowledgeRequested(const ui::InboxModel::Item& item);
    void readRequested(const ui::InboxModel::Item& item);
    void readAllRequested();
    void removeRequested(const ui::InboxModel::Item& item);
    void muteRequested(int minutes);
    /// These are on screen.
    void listed(const QList<qint64>& notifications);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildLayout();
    void connectActions();
    void keepPlace();
    void takePlace();
    void review();
    /// What is chosen; null: nothing.
    const InboxModel::Item* current() const;
    void place(double share);

    const client::Models& m_models;
    client::AlertCenter& m_alerts;
    InboxModel* m_model;
    QButtonGroup* m_which;
    QPushButton* m_all;
    QPushButton* m_unread;
    QPushButton* m_readAll;
    QPushButton* m_mute;
    QListView* m_list;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QPushButton* m_openOne;
    QPushButton* m_acknowledgeOne;
    QPushButton* m_readOne;
    QToolButton* m_removeOne;
    QVariantAnimation m_slide;
    QString m_keptKey; ///< of what is chosen, across a new list
    int m_keptRow = -1;
    int m_keptScroll = 0;
    bool m_open = false;
    int m_bottom = 0;
};

} // namespace ui
