// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/recount.h"

#include <QFrame>

#include <memory>

class QButtonGroup;
class QListView;
class QStackedLayout;

namespace client {
class Models;
class RowsFilter;
} // namespace client

namespace ui {

class Freshness;
class StatePage;
struct CafeUnsent;

/// What has been ordered, the newest on top: what is open, or all of it.
class OrderFeed final : public QFrame
{
    Q_OBJECT
public:
    /// unsent is read while painting.
    OrderFeed(const client::Models& models, const Freshness& freshness,
              std::shared_ptr<const CafeUnsent> unsent, QWidget* parent = nullptr);

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
    const Freshness& m_freshness;
    client::RowsFilter* m_filter;
    QListView* m_view;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QButtonGroup* m_only;
    Recount m_refresh{0, this, [this] { refresh(); }};
};

} // namespace ui
