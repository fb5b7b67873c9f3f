// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/tickets.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class Choice;

/// "+7 (900) 123-45-67" of whatever a person types that has the digits of a Russian number in it; empty of
/// an empty text; none: it is no number.
std::optional<QString> phoneFromTyped(const QString& text);

/// Where a person asks for help. It sends only what the server will take, and says what is missing. What
/// was begun stays until it is sent.
class TicketForm final : public QWidget
{
    Q_OBJECT
public:
    explicit TicketForm(QWidget* parent = nullptr);

    /// Whether they may write for somebody else, who has called.
    void setForOthers(bool forOthers);
    void focusFirst();
    void clear();

signals:
    void submitted(const client::NewTicket& ticket);
    void left();

private:
    client::NewTicket ticket() const;
    void review();

    QFormLayout* m_form;
    QLineEdit* m_title;
    QPlainTextEdit* m_description;
    Choice* m_priority;
    Choice* m_category;
    QLineEdit* m_building;
    QLineEdit* m_floor;
    QLineEdit* m_room;
    QLineEdit* m_reporter;
    QLineEdit* m_phone;
    QLabel* m_missing;
    QPushButton* m_send;
};

} // namespace ui
