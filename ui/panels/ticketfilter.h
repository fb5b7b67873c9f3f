// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/ticket.h"

#include <QWidget>

#include <array>
#include <optional>

class QPushButton;
class QToolButton;

namespace client {
class TicketsModel;
}

namespace ui {

class Choice;

/// Which tickets a person wants to see.
struct TicketFilter
{
    enum class Whose { Everybodys, Mine, Nobodys, Persons };
    std::optional<protocol::TicketStatus> status{};
    unsigned priorities = 0; ///< a bit each, by protocol::TicketPriority; 0: all
    std::optional<protocol::TicketCategory> category{};
    Whose whose = Whose::Everybodys;
    qint64 person = 0; ///< of Mine and Persons, an account

    bool passes(const protocol::TicketRow& row) const;
    friend bool operator==(const TicketFilter&, const TicketFilter&) = default;
};

/// The chips by which tickets are filtered: whose, how urgent, of which kind. The status is not among
/// them: the cards above count and choose it.
class TicketFilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TicketFilterBar(QWidget* parent = nullptr);

    const TicketFilter& filter() const { return m_filter; }
    void setStatus(std::optional<protocol::TicketStatus> status);
    /// Those that this person has to do; named on a chip that a click takes away again.
    void choosePerson(qint64 account, const QString& name);
    void chooseNobodys();
    /// Shows all again.
    void clear();
    /// Who looks, and whether theirs is to help others.
    void setReader(qint64 account, bool helps);
    /// Counts anew what the chips stand for.
    void refresh(const client::TicketsModel& rows);

signals:
    void changed();

private:
    void apply();
    void chooseWhose(TicketFilter::Whose whose, qint64 person);

    TicketFilter m_filter;
    qint64 m_account = 0;
    bool m_helps = false;
    QPushButton* m_mine;
    QPushButton* m_nobodys;
    QPushButton* m_person;
    std::array<QPushButton*, 4> m_priorities{}; ///< by protocol::TicketPriority
    Choice* m_category;
    QToolButton* m_clear;
};

} // namespace ui
