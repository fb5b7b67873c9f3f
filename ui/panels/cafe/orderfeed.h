// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <memory>

class QButtonGroup;
class QListView;
class QStackedLayout;

namespace client {
class Models;
class RowsFilter;
} // namespace client

namespace ui {

class StatePage;
struct CafeUnsent;

/// What has been ordered, the newest on top: what is open, or all of it.
class OrderFeed final : public QFrame
{
    Q_OBJECT
public:
    /// unsent is read while painting.
    OrderFeed(const client::Models& models, std::shared_ptr<const CafeUnsent> unsent, QWidget* parent = nullptr);

    QListView& view() { return *m_view; }
    const client::RowsFilter& filter() const { return *m_filter; }

signals:
    void opened(qint64 order);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setOnlyOpen(bool onlyOpen);
    void refresh();

    const client::Models& m_models;
    client::RowsFilter* m_filter;
    QListView* m_view;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QButtonGroup* m_only;
    QTimer m_refresh;
};

} // namespace ui
