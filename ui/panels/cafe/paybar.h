// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/order.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace ui {

class Choice;

/// Asks how an order is paid and with what discount, beside what is paid. Enter pays, Esc leaves.
class PayBar final : public QWidget
{
    Q_OBJECT
public:
    explicit PayBar(QWidget* parent = nullptr);

    void ask(protocol::Money total, protocol::Money discount);
    void leave();

signals:
    void payRequested(protocol::PaymentMethod method, protocol::Money discount);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::optional<protocol::Money> discount() const;
    void review();
    void submit();

    protocol::Money m_total;
    Choice* m_method;
    QLineEdit* m_discount;
    QPushButton* m_pay;
    QPushButton* m_cancel;
};

} // namespace ui
