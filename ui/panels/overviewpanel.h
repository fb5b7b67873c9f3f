// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/daytrends.h"
#include "panels/panel.h"
#include "panels/recount.h"

#include <QDateTime>

class QGridLayout;
class QListView;
class QStackedLayout;

namespace client {
class RowsModel;
}

namespace ui {

class AttentionModel;
class FreshFrame;
class ShiftMap;
class StatTile;
class StatePage;

/// The first screen: a number a topic, and what needs a person now.
class OverviewPanel final : public Panel
{
    Q_OBJECT
public:
    explicit OverviewPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    void setWall(bool wall) override;

    /// What stands in place of an empty list.
    const StatePage& calm() const { return *m_calm; }
    QListView& attention() { return *m_list; }
    StatTile* tile(const QString& name) const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Tile
    {
        QString name;
        StatTile* tile;
        FreshFrame* frame;
        client::RowsModel* rows; ///< what it counts
        QDateTime changedAt{};   ///< when they last changed while they were fresh
    };
    StatTile* addTile(const QString& name, QLatin1StringView iconName, const QString& caption,
                      client::RowsModel& rows, const QString& panel);
    void watchChanges(qsizetype tile);
    QString changeTime(const Tile& tile) const;
    void refresh();
    void refreshMap();
    void arrange();

    Context m_context;
    QList<Tile> m_tiles;
    QWidget* m_tileArea;
    QGridLayout* m_grid;
    QWidget* m_mapCard;
    ShiftMap* m_map;
    QWidget* m_attentionCard;
    AttentionModel* m_attention;
    QListView* m_list;
    StatePage* m_calm;
    QStackedLayout* m_listStack;
    Recount m_refresh{0, this, [this] { refresh(); }};
    Recount m_mapRefresh{500, this, [this] { refreshMap(); }};
    DayTrends m_trends;
    int m_columns = 0;
    bool m_beside = false;
};

} // namespace ui
