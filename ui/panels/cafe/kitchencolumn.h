// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/order.h"

#include <QFrame>
#include <QListView>

#include <functional>
#include <memory>

class QLabel;
class QStackedLayout;

namespace client {
class KitchenModel;
class RowsFilter;
} // namespace client

namespace ui {

class Freshness;
class StatePage;
struct CafeUnsent;

/// Portions in one state, the longest waiting on top. Each is a card with its minutes large, and what is
/// to be done about it as a target for gloves; Enter does the same.
class KitchenColumn final : public QFrame
{
    Q_OBJECT
public:
    /// Words for what may be done about a portion here; empty: nothing, by this person or at this moment.
    using Deed = std::function<QString(const protocol::KitchenTaskRow&)>;

    /// unsent is read while painting.
    KitchenColumn(protocol::TaskStatus status, const QString& title, const client::KitchenModel& rows,
                  const Freshness& freshness, std::shared_ptr<const CafeUnsent> unsent, Deed deed,
                  QWidget* parent = nullptr);

    /// Shows those of one kitchen; empty: of all.
    void setKitchen(const QString& kitchen);
    void setWords(const QString& title, const QString& text);
    /// Counts anew, and looks again at what may be done.
    void refresh();
    /// Puts the keyboard on a portion; false if it is not here.
    bool reveal(qint64 task);
    int count() const;

    QListView& view() { return *m_view; }
    /// Of the view's viewport: where the portion's button is; empty: it has none.
    QRect buttonOf(qint64 task) const;

signals:
    void deedRequested(qint64 task);
    /// An arrow out of the column: −1 to the left, +1 to the right.
    void leaveRequested(int way);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Delegate;
    void press(const QPoint& at);
    void doTo(int row);

    protocol::TaskStatus m_status;
    const client::KitchenModel& m_rows;
    const Freshness& m_freshness;
    Deed m_deed;
    QString m_kitchen;
    QString m_name;
    QString m_emptyTitle;
    QString m_emptyText;
    client::RowsFilter* m_filter;
    Delegate* m_delegate;
    QListView* m_view;
    QLabel* m_title;
    StatePage* m_page;
    QStackedLayout* m_stack;
};

} // namespace ui
