// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/order.h"

#include <QScrollArea>

class QVBoxLayout;

namespace client {
class Models;
}

namespace ui {

/// What an order holds, line by line: how many of what, for how much, and how far the kitchen is with it.
class OrderItems final : public QScrollArea
{
    Q_OBJECT
public:
    explicit OrderItems(const client::Models& models, QWidget* parent = nullptr);

    /// Makes the lines anew only where one of them says something else.
    void setOrder(const protocol::OrderRow& order);
    QString asText() const { return m_shown; }

private:
    QString portionsText(const protocol::OrderRow& order, const QString& title) const;

    const client::Models& m_models;
    QVBoxLayout* m_lines;
    QString m_shown;
};

} // namespace ui
