// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/cafe/tableface.h"
#include "panels/panel.h"
#include "panels/recount.h"

#include "protocol/roles.h"

#include <array>
#include <memory>

class QPushButton;
class QStackedWidget;

namespace ui {

class Chip;
class HallMap;
class OrderCard;
class OrderFeed;
class StatePage;
struct CafeUnsent;

/// A café's hall: where its tables stand and how, and what has been ordered. A click on either opens the
/// order beside the map; those who may arrange the hall do it here, for everybody.
class HallPanel final : public Panel
{
    Q_OBJECT
public:
    explicit HallPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override;
    bool isInUse() const override;
    QWidget* tools() override { return m_tools; }
    /// Of "tables", "orders" and "kitchen": a portion leads to its table.
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setRoles(protocol::Roles roles) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    std::optional<Badge> badge() const override;

    HallMap& map() { return *m_map; }
    OrderFeed& feed() { return *m_feed; }
    OrderCard& card() { return *m_card; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildSummary();
    void refresh();
    void fitSummary();
    void arrangeSides();

    Context m_context;
    std::shared_ptr<CafeUnsent> m_unsent;
    QWidget* m_tools;
    QPushButton* m_arrange;
    QWidget* m_summary = nullptr;
    std::array<Chip*, 7> m_chips{}; ///< by TableFace::State, as the next two
    std::array<Sign, 7> m_signs{};
    std::array<int, 7> m_counts{};
    HallMap* m_map;
    StatePage* m_empty;
    QStackedWidget* m_mapStack;
    OrderFeed* m_feed;
    OrderCard* m_card;
    QStackedWidget* m_side;
    QWidget* m_sideFrame = nullptr;
    Recount m_refresh{0, this, [this] { refresh(); }};
    protocol::Roles m_roles;
    bool m_hasTables = false;
    int m_wanting = 0; ///< tables that want somebody
    bool m_wall = false;
};

} // namespace ui
