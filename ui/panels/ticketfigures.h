// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QDateTime;

namespace client {
class TicketsModel;
}

namespace ui {

class AgeingBars;
class Freshness;
class RankList;

/// What the tickets that are not done look like together: how old they are, and who has how many.
class TicketFigures final : public QWidget
{
    Q_OBJECT
public:
    explicit TicketFigures(const Freshness& freshness, QWidget* parent = nullptr);

    void refresh(const client::TicketsModel& rows, const QDateTime& now);
    /// Side by side, or one above the other.
    void setSideBySide(bool sideBySide);
    /// Who has how many is the staff's.
    void setLoadVisible(bool visible);

    AgeingBars& ageing() { return *m_ageing; }
    RankList& load() { return *m_load; }

signals:
    /// account 0: those that are nobody's.
    void personChosen(qint64 account, const QString& name);

private:
    AgeingBars* m_ageing;
    RankList* m_load;
    QWidget* m_loadCard;
    QBoxLayout* m_box;
};

} // namespace ui
