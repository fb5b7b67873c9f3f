// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/kitchenpanel.h"

#include "panels/cafe/kitchencolumn.h"
#include "panels/cafe/unsent.h"
#include "shell/fuzzy.h"
#include "theme/cafesigns.h"
#include "theme/ticker.h"
#include "widgets/choice.h"
#include "widgets/freshframe.h"
#include "widgets/labels.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QHBoxLayout>
#include <QListView>
#include <QSettings>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::TaskStatus;

namespace ui {

namespace {
constexpr int kitchenTimeToLive = 30; ///< seconds
const QString kitchenSetting = u"kitchen/only"_s;
} // namespace

KitchenPanel::KitchenPanel(const Context& context, QWidget* parent)
    : Panel("kitchen"_L1, "kitchen"_L1, parent)
    , m_context(context)
    , m_unsent(std::make_shared<CafeUnsent>())
    , m_tools(new QWidget(this))
    , m_kitchens(new Choice(m_tools))
{
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->addWidget(m_kitchens);
    m_tools->hide();
    m_kitchens->setAccessibleName(tr("Which kitchen"));
    m_kitchens->addItem(tr("All kitchens"));

    const std::array<std::pair<TaskStatus, QString>, 3> states{{{TaskStatus::Pending, tr("Waiting", "dishes")},
                                                                {TaskStatus::InProgress, tr("Being cooked", "dishes")},
                                                                {TaskStatus::Ready, tr("Ready", "dishes")}}};
    auto* board = new QWidget;
    auto* row = new QHBoxLayout(board);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    for (size_t i = 0; i < states.size(); ++i) {
        m_columns[i] = new KitchenColumn(
            states[i].first, states[i].second, context.models.kitchen, context.freshness, m_unsent,
            [this](const protocol::KitchenTaskRow& task) { return wordsFor(task); });
        row->addWidget(m_columns[i], 1);
        connect(m_columns[i], &KitchenColumn::deedRequested, this, &KitchenPanel::doTo);
        connect(m_columns[i], &KitchenColumn::leaveRequested, this, [this, i](int way) { go(i, way); });
    }
    m_columns[0]->setWords(tr("Nothing waits"), tr("What is ordered appears here by itself."));
    m_columns[1]->setWords(tr("Nobody cooks"), tr("Take a dish from the left."));
    m_columns[2]->setWords(tr("The pass is empty"), tr("What is cooked waits here for its waiter."));
    auto* frame = new FreshFrame(context.freshness, kitchenTimeToLive);
    frame->setContent(board);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->addWidget(frame);

    connect(m_kitchens, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QString kitchen = m_kitchens->itemData(index).toString();
        QSettings().setValue(kitchenSetting, kitchen);
        for (KitchenColumn* column : m_columns)
            column->setKitchen(kitchen);
    });
    m_refresh.watch(context.models.kitchen);
    connect(&context.models.kitchen, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    // Where there is a hall, there is a kitchen.
    const client::TablesModel& tables = context.models.tables;
    const auto lookForTables = [this, &tables] {
        const bool any = tables.rowCount() > 0;
        if (std::exchange(m_hasTables, any) != any)
            emit useChanged();
    };
    connect(&tables, &QAbstractItemModel::rowsInserted, this, lookForTables);
    connect(&tables, &QAbstractItemModel::rowsRemoved, this, lookForTables);
    connect(&tables, &QAbstractItemModel::modelReset, this, lookForTables);
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (ticker().now().time().second() % 10 == 0)
            m_refresh.soon();
    });
    refresh();
}

QString KitchenPanel::title() const
{
    return tr("Kitchen");
}

KitchenColumn& KitchenPanel::column(TaskStatus status)
{
    return *m_columns[std::min<size_t>(static_cast<size_t>(status), m_columns.size() - 1)];
}

QString KitchenPanel::wordsFor(const protocol::KitchenTaskRow& task) const
{
    if (m_wall)
        return {};
    const bool cooks = m_roles.passes({protocol::Role::Cook});
    switch (task.status) {
    case TaskStatus::Pending:
        return cooks ? tr("Take", "a dish to cook") : QString();
    case TaskStatus::InProgress:
        return cooks && (m_user == 0 || (task.cook && task.cook->id == m_user)) ? tr("Ready", "a dish is")
                                                                               : QString();
    case TaskStatus::Ready:
        return m_roles.passes({protocol::Role::Waiter}) ? tr("On the table", "a dish goes") : QString();
    case TaskStatus::Cancelled:
        break;
    }
    return {};
}

void KitchenPanel::doTo(qint64 id)
{
    const protocol::KitchenTaskRow* task = m_context.models.kitchen.find(id);
    if (!task || wordsFor(*task).isEmpty())
        return;
    if (task->status == TaskStatus::Pending)
        actions().cafe.claim(id);
    else if (task->status == TaskStatus::InProgress)
        actions().cafe.ready(id);
    else
        actions().cafe.serve(id);
}

void KitchenPanel::go(size_t from, int way)
{
    for (int to = int(from) + way; to >= 0 && to < int(m_columns.size()); to += way) {
        QListView& view = m_columns[size_t(to)]->view();
        if (m_columns[size_t(to)]->count() == 0)
            continue;
        if (!view.currentIndex().isValid())
            view.setCurrentIndex(view.model()->index(0, view.modelColumn()));
        view.setFocus(Qt::TabFocusReason);
        return;
    }
}

void KitchenPanel::refresh()
{
    refreshKitchens();
    const client::KitchenModel& rows = m_context.models.kitchen;
    const QDateTime now = ticker().now();
    int late = 0;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::KitchenTaskRow& task = rows.at(i);
        if (!client::isUnderWay(task))
            continue;
        const QDateTime since = client::waitsForWaiter(task) ? task.finishedAt.value_or(task.createdAt) : task.createdAt;
        late += ageingOf(task.status, since.secsTo(now)) == Ageing::Late;
    }
    for (KitchenColumn* column : m_columns)
        column->refresh();
    if (std::exchange(m_late, late) != late)
        emit badgeChanged();
}

void KitchenPanel::refreshKitchens()
{
    const client::KitchenModel& rows = m_context.models.kitchen;
    // The one that was chosen stays to be chosen, even while it has nothing to do.
    const QString chosen = QSettings().value(kitchenSetting).toString();
    QStringList names;
    if (!chosen.isEmpty())
        names.append(chosen);
    for (int i = 0; i < rows.rowCount(); ++i) {
        const QString& kitchen = rows.at(i).kitchen;
        if (!kitchen.isEmpty() && !names.contains(kitchen))
            names.append(kitchen);
    }
    names.sort();
    QStringList shown;
    for (int i = 1; i < m_kitchens->count(); ++i)
        shown.append(m_kitchens->itemText(i));
    if (names != shown) {
        const QSignalBlocker quiet(m_kitchens);
        while (m_kitchens->count() > 1)
            m_kitchens->removeItem(1);
        for (const QString& name : std::as_const(names))
            m_kitchens->addItem(name, name);
    }
    const int index = chosen.isEmpty() ? 0 : std::max(0, m_kitchens->findData(chosen));
    if (index != m_kitchens->currentIndex())
        m_kitchens->setCurrentIndex(index);
    m_kitchens->setVisible(names.size() > 1);
}

std::optional<Panel::Badge> KitchenPanel::badge() const
{
    return Badge{m_late, Tone::Serious};
}

bool KitchenPanel::openRecord(const QString& topic, qint64 id)
{
    if (topic != "kitchen"_L1)
        return false;
    if (std::none_of(m_columns.begin(), m_columns.end(), [id](KitchenColumn* column) { return column->reveal(id); }))
        return false;
    return true;
}

void KitchenPanel::focusFilter()
{
    if (m_kitchens->isVisible())
        m_kitchens->setFocus(Qt::ShortcutFocusReason);
}

QList<Finding> KitchenPanel::find(const QString& query, int limit) const
{
    QList<Finding> result;
    const client::KitchenModel& rows = m_context.models.kitchen;
    for (int i = 0; i < rows.rowCount(); ++i) {
        const protocol::KitchenTaskRow& task = rows.at(i);
        const int score = client::isUnderWay(task) ? fuzzyScore(query, task.title) : 0;
        if (score <= 0)
            continue;
        QString detail = signOf(task).text;
        if (task.tableNumber)
            detail += u" · "_s + tr("Table %1").arg(*task.tableNumber);
        result.append({task.title, detail, iconName(), {key(), u"kitchen"_s, task.id}, score});
    }
    return bestOf(std::move(result), limit);
}

void KitchenPanel::setWall(bool wall)
{
    m_wall = wall;
    for (KitchenColumn* column : m_columns)
        column->refresh();
}

bool KitchenPanel::isInUse() const
{
    return m_context.models.tables.rowCount() > 0 || m_roles.intersects({protocol::Role::Waiter, protocol::Role::Cook});
}

void KitchenPanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    for (KitchenColumn* column : m_columns)
        column->refresh();
}

void KitchenPanel::setUser(qint64 user)
{
    m_user = user;
    for (KitchenColumn* column : m_columns)
        column->refresh();
}

void KitchenPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    CafeUnsent unsent = CafeUnsent::of(entries);
    if (unsent == *m_unsent)
        return;
    *m_unsent = std::move(unsent);
    for (KitchenColumn* column : m_columns)
        column->refresh();
}

} // namespace ui
