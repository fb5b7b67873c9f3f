// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/orderitems.h"

#include "theme/cafesigns.h"
#include "theme/format.h"
#include "widgets/labels.h"

#include "models/models.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

OrderItems::OrderItems(const client::Models& models, QWidget* parent) : QScrollArea(parent), m_models(models)
{
    auto* items = new QWidget;
    items->setProperty("pane", true);
    m_lines = new QVBoxLayout(items);
    m_lines->setContentsMargins(0, 0, space::xs, 0);
    m_lines->setSpacing(space::s);
    setWidget(items);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

QString OrderItems::portionsText(const protocol::OrderRow& order, const QString& title) const
{
    // Portions name the dish, not the order's item.
    std::array<int, 4> counts{};
    std::array<QString, 4> words;
    for (const qint64 id : m_models.kitchen.tasksOf(order.id)) {
        const protocol::KitchenTaskRow& task = *m_models.kitchen.find(id);
        if (task.title != title || task.status == protocol::TaskStatus::Cancelled)
            continue;
        const size_t place = task.servedAt ? 3 : static_cast<size_t>(task.status);
        ++counts[place];
        words[place] = signOf(task).text;
    }
    QStringList parts;
    for (size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            parts.append(words[i] + u": "_s + format::number(counts[i]));
    }
    return parts.join(u" · "_s);
}

void OrderItems::setOrder(const protocol::OrderRow& order)
{
    QString shown;
    for (const auto& item : order.items)
        shown += item.title + u'\t' + item.price.toText() + u'\t' + QString::number(item.quantity) + u'\t' +
                 portionsText(order, item.title) + u'\n';
    if (std::exchange(m_shown, shown) == shown && m_lines->count() > 0)
        return;
    while (QLayoutItem* old = m_lines->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (const auto& item : order.items) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::s);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        auto* title = makeLabel(item.title, Type::Body, Weight::Medium);
        title->setWordWrap(true);
        words->addWidget(title);
        const QString times = tr("%1 × %2", "portions and a price")
                                  .arg(format::number(item.quantity), format::money(item.price.units()));
        const QString state = portionsText(order, item.title);
        auto* detail = makeLabel(state.isEmpty() ? times : times + u'\n' + state, Type::Caption,
                                 Weight::Regular, Ink::Muted);
        detail->setWordWrap(true);
        words->addWidget(detail);
        row->addLayout(words, 1);
        row->addWidget(makeLabel(format::money(item.price.units() * item.quantity)), 0, Qt::AlignTop);
        m_lines->addWidget(line);
    }
    m_lines->addStretch(1);
}

} // namespace ui
