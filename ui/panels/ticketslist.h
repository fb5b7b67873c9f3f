// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"

#include "protocol/rows/ticket.h"

#include <QHash>

#include <array>
#include <memory>

class QBoxLayout;
class QButtonGroup;

namespace ui {

class Chip;
class ElidedLabel;
class RecordTable;
class StatTile;
class TicketFigures;
class TicketFilterBar;

/// The tickets together: how many there are and how far, chips to choose among them, the list with each
/// one's next step, how old they are and who has how many. What was done here and is not with the server
/// says so.
class TicketsList final : public QWidget
{
    Q_OBJECT
public:
    TicketsList(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    /// Who looks, and whether theirs is to help others.
    void setReader(qint64 account, bool helps);
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    void setWall(bool wall);
    /// The order in which a person finds it the first time.
    void sortAtFirst();

    RecordTable& table() { return *m_table; }
    TicketFigures& figures() { return *m_figures; }
    /// None: the one of all.
    StatTile& tile(std::optional<protocol::TicketStatus> status);

signals:
    void opened(qint64 ticket);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildTiles();
    QWidget* buildUnsent();
    void watch();
    void refresh();
    void filter();
    void takeStep(qint64 ticket);
    void arrange();

    Context m_context;
    const client::Actions& m_actions;
    std::array<StatTile*, 5> m_tiles{}; ///< all, then by status
    QButtonGroup* m_tileGroup;
    TicketFilterBar* m_filters;
    QWidget* m_unsentNew; ///< new ones that are not with the server
    Chip* m_unsentSign;
    ElidedLabel* m_unsentTitles;
    /// Tickets with a deed that is not with the server; true: it was refused. The table reads it.
    std::shared_ptr<QHash<qint64, bool>> m_unsent;
    std::shared_ptr<bool> m_mayStep; ///< whether the steps are this person's to take; the table reads it
    RecordTable* m_table;
    TicketFigures* m_figures;
    QBoxLayout* m_body;
    Recount m_refresh{100, this, [this] { refresh(); }};
};

} // namespace ui
