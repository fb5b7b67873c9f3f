// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/budgets/costobject.h"
#include "domain/people/account.h"
#include "domain/people/employee.h"
#include "domain/timesheets/rules.h"

#include <vector>

namespace domain {

class BudgetService;
class NotificationService;

/// What somebody wants a sheet to say.
struct SheetDraft
{
    QDate from{};
    QDate to{};
    std::vector<TimesheetLine> lines{};
    std::optional<protocol::UserId> foreman{}; ///< of a new sheet; none: whoever makes it
};

/// Brigades' hours (contracts.md C4). All methods belong into a write unit. NotFound for a sheet
/// outside the person's reach, Forbidden for one that is not theirs to change, BadRequest for what
/// cannot be done in its state.
///
/// Who is told: HR_MANAGER and MANAGER that a sheet was handed in; its foreman that it was approved,
/// handed back, corrected by HR, cancelled by somebody else, commented on. Nobody of what they did
/// themselves.
class TimesheetService final
{
public:
    /// All must outlive the service.
    TimesheetService(TimesheetRepository& sheets, CostObjectRepository& objects, EmployeeRepository& employees,
                     AccountRepository& accounts, BudgetService& budgets, NotificationService& notifications,
                     Journal& journal, const base::Clock& clock);

    protocol::Result<Timesheet> add(const protocol::Principal& who, const SheetDraft& draft);
    /// The foreman's own, while it is a draft or handed back; HR's while it is under review, which is a
    /// correction and told to the foreman.
    protocol::Result<Timesheet> save(const protocol::Principal& who, qint64 sheet, const SheetDraft& draft);
    protocol::Result<Timesheet> submit(const protocol::Principal& who, qint64 sheet);
    /// Its hours become costs of their objects as far as they have a rate; rate is for lines without one.
    protocol::Result<Timesheet> approve(const protocol::Principal& who, qint64 sheet,
                                        std::optional<protocol::Money> rate);
    /// Back to the foreman; a reason becomes a comment.
    protocol::Result<Timesheet> reject(const protocol::Principal& who, qint64 sheet, const QString& reason);
    /// An approved one's costs are taken back.
    protocol::Result<Timesheet> cancel(const protocol::Principal& who, qint64 sheet, const QString& reason);
    /// BadRequest for an unknown sheet (contracts.md C4) and an empty text.
    protocol::Result<TimesheetComment> comment(const protocol::Principal& who, qint64 sheet,
                                               protocol::CommentType type, const QString& text);

private:
    protocol::Result<Timesheet> begin(const protocol::Principal& who, qint64 sheet, SheetDeed deed) const;
    protocol::Result<void> take(const protocol::Principal& who, Timesheet& sheet, const SheetDraft& draft);
    void decided(const protocol::Principal& who, Timesheet& sheet);
    TimesheetComment keepComment(const protocol::Principal& who, Timesheet& sheet, protocol::CommentType type,
                                 const QString& text);
    void tellForeman(const protocol::Principal& who, const Timesheet& sheet, const QString& type,
                     const QString& title, const QString& message, QJsonObject data = {});
    void save(const Timesheet& sheet, QLatin1StringView cause);
    QString nameOf(const protocol::Principal& who);

    TimesheetRepository& m_sheets;
    CostObjectRepository& m_objects;
    EmployeeRepository& m_employees;
    AccountRepository& m_accounts;
    BudgetService& m_budgets;
    NotificationService& m_notifications;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
