// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/cafe.h"
#include "protocol/roles.h"

#include <QFrame>

#include <array>
#include <memory>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace client {
class Models;
}

namespace ui {

class Chip;
class MoveBar;
class OrderItems;
class PayBar;
struct CafeUnsent;

/// A table's order, whole: its items and how far the kitchen is, what is to be paid, and what a waiter
/// does about it. Where a table has several, a person chooses among them.
class OrderCard final : public QFrame
{
    Q_OBJECT
public:
    OrderCard(const client::Models& models, std::shared_ptr<const CafeUnsent> unsent,
              client::CafeDeeds::Send send, QWidget* parent = nullptr);

    /// The table's oldest open order; none: it is free.
    void showTable(qint64 table);
    void showOrder(qint64 order);
    qint64 table() const { return m_table; }
    qint64 order() const { return m_order; }
    void setRoles(protocol::Roles roles);
    /// What was sent, or what the models hold, is another.
    void refresh();
    /// Leaves what is being asked; false if nothing is.
    bool leaveQuestion();
    /// Guests are being moved: the table they go to is wanted.
    bool isMoving() const;
    void chooseTarget(qint64 table);
    QString asText() const;

signals:
    void closeRequested();
    /// The table that is shown is another, or none (0).
    void tableChanged(qint64 table);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void setButtons(const protocol::OrderRow* order);
    void chooseAmong(const QList<qint64>& orders);
    void askToCancel();
    QString bookings() const;

    const client::Models& m_models;
    std::shared_ptr<const CafeUnsent> m_unsent;
    client::CafeDeeds m_deeds;
    protocol::Roles m_roles;
    qint64 m_table = 0;
    qint64 m_order = 0; ///< 0: the table is free
    QList<qint64> m_choice;

    QLabel* m_title;
    QLabel* m_zone;
    Chip* m_state;
    QLabel* m_facts;
    QLabel* m_expected; ///< who has booked the table
    QWidget* m_several;
    QButtonGroup* m_severalGroup;
    OrderItems* m_items;
    QWidget* m_noOrder; ///< where the items would be
    std::array<QWidget*, 2> m_rules{};
    QLabel* m_totals;
    QLabel* m_due;
    PayBar* m_payBar;
    MoveBar* m_moveBar;
    QWidget* m_buttons;
    QPushButton* m_serve;
    QPushButton* m_pay;
    QPushButton* m_move;
    QPushButton* m_close;
    QPushButton* m_cancel;
    bool m_cancelAsked = false;
};

} // namespace ui
