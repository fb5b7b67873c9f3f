// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QAbstractListModel>
#include <QPropertyAnimation>
#include <QWidget>

class QListView;
class QPushButton;
class QStackedLayout;

namespace client {
class AlertCenter;
}

namespace ui {

class StatePage;

/// The alert centre's history as rows, newest first.
class AlertListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit AlertListModel(client::AlertCenter& alerts, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const client::Alert& at(int row) const;
    void reload();

private:
    client::AlertCenter& m_alerts;
    std::vector<client::Alert> m_rows;
};

/// The list of notifications, sliding in from the right: what is active, who knows of it, what was.
/// Enter opens the record, A acknowledges, Esc closes.
class NotificationDrawer final : public QWidget
{
    Q_OBJECT
public:
    NotificationDrawer(client::AlertCenter& alerts, QWidget* window);

    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    /// Free pixels at the window's bottom.
    void setBottomInset(int pixels);
    QListView& list() { return *m_list; }

signals:
    void openChanged(bool open);
    void openRequested(const client::Alert& alert);
    void acknowledgeRequested(const QString& key);
    void acknowledgeAllRequested();
    void muteRequested(int minutes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void reviewSelection();
    void place(double share);

    client::AlertCenter& m_alerts;
    AlertListModel* m_model;
    QListView* m_list;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QPushButton* m_openOne;
    QPushButton* m_acknowledgeOne;
    QPushButton* m_acknowledgeAll;
    QPushButton* m_mute;
    QVariantAnimation m_slide;
    bool m_open = false;
    int m_bottom = 0;
};

} // namespace ui
