// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include "core/alarmhealth.h"
#include "core/reply.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace ui {

class FreshFrame;
class RankList;
class SplitBars;
class StatePage;
class StatTile;

/// How well the alarms serve the people: how many come, against EEMUA 191's figures, and which ones
/// should be mended. The server counts; it is asked when the page opens and once a minute.
class AlarmHealthPage final : public QWidget
{
    Q_OBJECT
public:
    explicit AlarmHealthPage(const Context& context, QWidget* parent = nullptr);

    /// Everything it says, for tests.
    QString asText() const;

signals:
    void recordRequested(const QString& topic, qint64 id);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildTiles();
    QWidget* buildPictures();
    void ask();
    void take(const client::Reply& reply);
    void refresh();
    void refreshTiles(const client::AlarmHealth& health);
    void arrange();

    Context m_context;
    std::optional<client::AlarmHealth> m_health;
    int m_hours = 24;
    int m_question = 0; ///< only the newest question's answer counts
    QTimer m_again;
    QTimer m_rename; ///< names of what the alarms are about have come

    QButtonGroup* m_periods;
    QLabel* m_about;
    QToolButton* m_refresh;
    StatTile* m_mean;
    StatTile* m_hour;
    StatTile* m_day;
    StatTile* m_peak;
    StatTile* m_flood;
    QLabel* m_topNote;
    RankList* m_top;
    SplitBars* m_split;
    QLabel* m_noChatter;
    RankList* m_chatter;
    QLabel* m_noStale;
    RankList* m_stale;
    QBoxLayout* m_columns;
    StatePage* m_page;
    QStackedWidget* m_stack;
};

} // namespace ui
