// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"

#include "protocol/roles.h"

#include <array>
#include <memory>

class QWidget;

namespace ui {

class Choice;
class KitchenColumn;
struct CafeUnsent;

/// A café's kitchen: every portion that somebody waits for, in a column for each state.
class KitchenPanel final : public Panel
{
    Q_OBJECT
public:
    explicit KitchenPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("kitchen")}; }
    bool isInUse() const override;
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setRoles(protocol::Roles roles) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    std::optional<Badge> badge() const override;

    /// Who cooks here: only one's own portions can be called ready. 0: nobody is known.
    void setUser(qint64 user);

    KitchenColumn& column(protocol::TaskStatus status);

private:
    QString wordsFor(const protocol::KitchenTaskRow& task) const;
    void doTo(qint64 task);
    void go(size_t from, int way);
    void refresh();
    void refreshKitchens();

    Context m_context;
    std::shared_ptr<CafeUnsent> m_unsent;
    protocol::Roles m_roles;
    qint64 m_user = 0;
    QWidget* m_tools;
    Choice* m_kitchens;
    std::array<KitchenColumn*, 3> m_columns{}; ///< pending, in progress, ready
    Recount m_refresh{0, this, [this] { refresh(); }};
    bool m_hasTables = false;
    int m_late = 0;
    bool m_wall = false;
};

} // namespace ui
