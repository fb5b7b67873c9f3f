// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/tabletools.h"

#include <QHash>

#include <memory>

class QButtonGroup;
class QStackedWidget;

namespace ui {

class RecordTable;
class TimesheetPage;

/// Brigades' timesheets, the newest first, and a page for each. What was done here and is not with the
/// server says so in the list as well.
class TimesheetsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit TimesheetsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("timesheets"), QStringLiteral("comments")}; }
    QWidget* tools() override { return m_tools; }
    QString recordTitle() const override;
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setRoles(protocol::Roles roles) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    /// For who decides, how many wait for it; for a foreman, how many came back.
    std::optional<Badge> badge() const override;

    RecordTable& sheets() { return *m_sheets; }
    TimesheetPage& page() { return *m_page; }

private:
    enum class Only { All, UnderReview, Corrected, Drafts };
    QWidget* buildBar();
    void setOnly(Only only);
    void refresh();
    int count(protocol::TimesheetStatus status) const;

    Context m_context;
    TableTools* m_tools;
    QButtonGroup* m_onlyGroup;
    QWidget* m_bar = nullptr;
    /// Sheets with a deed that is not with the server; true: it was refused. The table reads it.
    std::shared_ptr<QHash<qint64, bool>> m_unsent;
    RecordTable* m_sheets;
    QWidget* m_list;
    TimesheetPage* m_page;
    QStackedWidget* m_stack;
    protocol::Roles m_roles;
};

} // namespace ui
