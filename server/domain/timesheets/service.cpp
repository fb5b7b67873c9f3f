// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timesheets/service.h"

#include "domain/budgets/service.h"
#include "domain/notifications/service.h"
#include "domain/telling.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::CommentType;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Money;
using protocol::Principal;
using protocol::Role;
using protocol::TimesheetStatus;

namespace {

constexpr qsizetype longestComment = 4'000;

bool isForemans(SheetDeed deed)
{
    return deed == SheetDeed::Edit || deed == SheetDeed::Submit;
}

QString sheetDays(const Timesheet& sheet)
{
    const QString to = sheet.to.toString(u"dd.MM.yyyy"_s);
    return sheet.from == sheet.to ? to : u"%1–%2"_s.arg(sheet.from.toString(u"dd.MM"_s), to);
}

QJsonObject sheetData(const Timesheet& sheet)
{
    return {{u"timesheet_id"_s, sheet.id},
            {u"foreman_id"_s, sheet.foreman.value()},
            {u"foreman_name"_s, sheet.foremanName},
            {u"period_start"_s, sheet.from.toString(Qt::ISODate)},
            {u"period_end"_s, sheet.to.toString(Qt::ISODate)}};
}

} // namespace

TimesheetService::TimesheetService(TimesheetRepository& sheets, CostObjectRepository& objects,
                                   EmployeeRepository& employees, AccountRepository& accounts,
                                   BudgetService& budgets, NotificationService& notifications, Journal& journal,
                                   const base::Clock& clock)
    : m_sheets(sheets)
    , m_objects(objects)
    , m_employees(employees)
    , m_accounts(accounts)
    , m_budgets(budgets)
    , m_notifications(notifications)
    , m_journal(journal)
    , m_clock(clock)
{
}

QString TimesheetService::nameOf(const Principal& who)
{
    const auto account = m_accounts.find(who.user);
    return account ? account->displayName() : who.name;
}

protocol::Result<Timesheet> TimesheetService::begin(const Principal& who, qint64 id, SheetDeed deed) const
{
    auto sheet = m_sheets.find(reachOf(who), id);
    if (!sheet)
        return failure(ErrorCode::NotFound, u"No timesheet has this id."_s);
    const bool own = sheet->foreman == who.user || who.roles.passes({});
    const bool hr = who.roles.passes({Role::HrManager});
    const bool may = isForemans(deed) ? own : deed == SheetDeed::Cancel ? own || hr : hr;
    if (!may)
        return failure(ErrorCode::Forbidden);
    // What is approved has been paid out of a budget: only the office takes that back.
    if (deed == SheetDeed::Cancel && sheet->status == TimesheetStatus::Approved && !hr)
        return failure(ErrorCode::Forbidden);
    const auto after = statusAfter(deed, sheet->status);
    if (!after)
        return failure(ErrorCode::BadRequest, u"The timesheet is %1."_s.arg(toWire(sheet->status)),
                       {{u"status"_s, QString(toWire(sheet->status))}});
    sheet->status = *after;
    return *std::move(sheet);
}

protocol::Result<void> TimesheetService::take(const Principal& who, Timesheet& sheet, const SheetDraft& draft)
{
    sheet.from = draft.from;
    sheet.to = draft.to;
    sheet.lines = draft.lines;
    if (auto checked = checkSheet(sheet); !checked)
        return checked;
    QHash<qint64, QString> objects;
    QHash<qint64, QString> workers;
    for (TimesheetLine& line : sheet.lines) {
        if (!objects.contains(line.object)) {
            const auto object = m_objects.find(reachOf(who), line.object);
            if (!object || !object->isOpen())
                return failure(ErrorCode::ValidationFailed, u"No open cost object has the id %1."_s.arg(line.object),
                               {{u"field"_s, u"cost_object_id"_s}});
            objects.insert(line.object, object->name);
        }
        if (!workers.contains(line.worker.value())) {
            const auto worker = m_employees.find(sheet.company, line.worker);
            if (!worker)
                return failure(ErrorCode::ValidationFailed, u"No employee has the id %1."_s.arg(line.worker.value()),
                               {{u"field"_s, u"worker_id"_s}});
            workers.insert(line.worker.value(), worker->fullName());
        }
        line.objectName = objects.value(line.object);
        line.workerName = workers.value(line.worker.value());
    }
    sumUp(sheet, m_sheets.hoursElsewhere(sheet));
    return {};
}

protocol::Result<Timesheet> TimesheetService::add(const Principal& who, const SheetDraft& draft)
{
    const auto foreman = m_accounts.find(draft.foreman.value_or(who.user));
    if (!foreman || !foreman->active || foreman->company != who.company)
        return failure(ErrorCode::ValidationFailed, u"foreman_id must be an active account of the company"_s,
                       {{u"field"_s, u"foreman_id"_s}});
    if (foreman->id != who.user && !who.roles.passes({}))
        return failure(ErrorCode::Forbidden);
    Timesheet sheet{.company = who.company,
                    .branch = foreman->branch,
                    .foreman = foreman->id,
                    .foremanName = foreman->displayName(),
                    .createdAt = m_clock.now()};
    if (auto taken = take(who, sheet, draft); !taken)
        return base::Unexpected<protocol::Error>{taken.error()};
    sheet.id = m_sheets.insert(sheet);
    m_journal.record(put(topic::timesheets, sheet.id, toJson(toRow(sheet)), audienceOf(sheet), cause::timesheet));
    return sheet;
}

protocol::Result<Timesheet> TimesheetService::save(const Principal& who, qint64 id, const SheetDraft& draft)
{
    const auto now = m_sheets.find(reachOf(who), id);
    const bool correction = now && now->status == TimesheetStatus::UnderReview;
    auto sheet = begin(who, id, correction ? SheetDeed::Correct : SheetDeed::Edit);
    if (!sheet)
        return sheet;
    if (auto taken = take(who, *sheet, draft); !taken)
        return base::Unexpected<protocol::Error>{taken.error()};
    m_sheets.replaceLines(*sheet);
    save(*sheet, correction ? cause::correction : cause::timesheet);
    if (correction) {
        tellForeman(who, *sheet, u"timesheet_corrected"_s, u"✏️ Часы в табеле исправлены"_s,
                    u"%1 исправил(а) часы в табеле #%2 (%3)"_s.arg(nameOf(who), QString::number(id),
                                                                             sheetDays(*sheet)));
    }
    return sheet;
}

protocol::Result<Timesheet> TimesheetService::submit(const Principal& who, qint64 id)
{
    auto sheet = begin(who, id, SheetDeed::Submit);
    if (!sheet)
        return sheet;
    if (sheet->lines.empty())
        return failure(ErrorCode::BadRequest, u"The timesheet has no hours."_s);
    sheet->submittedAt = m_clock.now();
    sheet->decidedAt.reset();
    sheet->decidedBy.clear();
    sumUp(*sheet, m_sheets.hoursElsewhere(*sheet));
    save(*sheet, cause::timesheet);
    m_notifications.notifyRoles(sheet->company, sheet->branch, {Role::HrManager, Role::Manager},
                                {.type = u"timesheet_submitted"_s,
                                 .title = u"⏰ Табель на проверку"_s,
                                 .message = u"%1 отправил(а) табель #%2 (%3)"_s.arg(
                                     sheet->foremanName, QString::number(id), sheetDays(*sheet)),
                                 .data = sheetData(*sheet)});
    return sheet;
}

protocol::Result<Timesheet> TimesheetService::approve(const Principal& who, qint64 id, std::optional<Money> rate)
{
    auto sheet = begin(who, id, SheetDeed::Approve);
    if (!sheet)
        return sheet;
    if (rate) {
        bool changed = false;
        for (TimesheetLine& line : sheet->lines) {
            if (line.rate)
                continue;
            line.rate = rate;
            changed = true;
        }
        if (auto checked = checkSheet(*sheet); !checked)
            return base::Unexpected<protocol::Error>{checked.error()};
        if (changed)
            m_sheets.replaceLines(*sheet);
    }
    std::vector<Posting> postings;
    for (const auto& [object, wages] : wagesOf(*sheet)) {
        if (wages.isPositive()) {
            postings.push_back({.object = object,
                                .kind = protocol::CostKind::Labor,
                                .amount = wages,
                                .description = u"Табель №%1 (%2), %3"_s.arg(QString::number(id), sheetDays(*sheet),
                                                                             sheet->foremanName),
                                .timesheet = id});
        }
    }
    if (const auto posted = m_budgets.post({.company = sheet->company}, who.user, postings); !posted)
        return base::Unexpected<protocol::Error>{posted.error()};
    decided(who, *sheet);
    save(*sheet, cause::timesheet);
    tellForeman(who, *sheet, u"timesheet_approved"_s, u"✅ Табель утверждён"_s,
                u"Табель #%1 (%2) утверждён: %3"_s.arg(QString::number(id), sheetDays(*sheet), sheet->decidedBy));
    return sheet;
}

protocol::Result<Timesheet> TimesheetService::reject(const Principal& who, qint64 id, const QString& reason)
{
    auto sheet = begin(who, id, SheetDeed::Reject);
    if (!sheet)
        return sheet;
    if (reason.size() > longestComment)
        return failure(ErrorCode::BadRequest, u"A reason has at most %1 characters."_s.arg(longestComment));
    decided(who, *sheet);
    const QString why = reason.trimmed();
    if (!why.isEmpty())
        keepComment(who, *sheet, CommentType::HrCorrection, why);
    save(*sheet, cause::timesheet);
    QString message = u"Табель #%1 (%2) возвращён: %3"_s.arg(QString::number(id), sheetDays(*sheet), sheet->decidedBy);
    if (!why.isEmpty())
        message += u". "_s + why;
    tellForeman(who, *sheet, u"timesheet_rejected"_s, u"❌ Табель возвращён на исправление"_s, message,
                {{u"reason"_s, why}});
    return sheet;
}

protocol::Result<Timesheet> TimesheetService::cancel(const Principal& who, qint64 id, const QString& reason)
{
    auto sheet = begin(who, id, SheetDeed::Cancel);
    if (!sheet)
        return sheet;
    if (reason.size() > longestComment)
        return failure(ErrorCode::BadRequest, u"A reason has at most %1 characters."_s.arg(longestComment));
    std::vector<qint64> costs; // none unless it was approved
    for (const Cost& cost : m_objects.costsOfTimesheet(who.company, id))
        costs.push_back(cost.id);
    m_budgets.takeBack(who.company, costs);
    decided(who, *sheet);
    const QString why = reason.trimmed();
    if (!why.isEmpty())
        keepComment(who, *sheet, CommentType::Cancellation, why);
    save(*sheet, cause::timesheet);
    QString message = u"Табель #%1 (%2) отменён: %3"_s.arg(QString::number(id), sheetDays(*sheet), sheet->decidedBy);
    if (!why.isEmpty())
        message += u". "_s + why;
    tellForeman(who, *sheet, u"timesheet_cancelled"_s, u"❌ Табель отменён"_s, message, {{u"reason"_s, why}});
    return sheet;
}

protocol::Result<TimesheetComment> TimesheetService::comment(const Principal& who, qint64 id, CommentType type,
                                                             const QString& text)
{
    auto sheet = m_sheets.find(reachOf(who), id);
    if (!sheet)
        return failure(ErrorCode::BadRequest, u"No timesheet has the id %1."_s.arg(id));
    const QString said = text.trimmed();
    if (said.isEmpty() || said.size() > longestComment)
        return failure(ErrorCode::BadRequest, u"A comment has 1 to %1 characters."_s.arg(longestComment),
                       {{u"field"_s, u"comment_text"_s}});
    TimesheetComment made = keepComment(who, *sheet, type, said);
    save(*sheet, cause::comment);
    const QString author = who.roles.has(Role::HrManager) ? u"HR-менеджер"_s : u"Менеджер"_s;
    if (sheet->foreman != who.user) {
        // Exactly specs/construction-notifications.md's: C's clients read it.
        const auto told = m_notifications.notify(
            sheet->foreman, {.type = u"timesheet_comment"_s,
                             .title = u"💬 Новый комментарий к табелю"_s,
                             .message = u"%1 оставил комментарий к табелю #%2"_s.arg(author, QString::number(id)),
                             .data = {{u"timesheet_id"_s, id},
                                      {u"comment_id"_s, made.id},
                                      {u"comment_type"_s, QString(toWire(type))},
                                      {u"text"_s, said}}});
        Q_UNUSED(told) // a foreman who has left is told nothing
    }
    return made;
}

void TimesheetService::decided(const Principal& who, Timesheet& sheet)
{
    sheet.decidedAt = m_clock.now();
    sheet.decidedBy = nameOf(who);
}

TimesheetComment TimesheetService::keepComment(const Principal& who, Timesheet& sheet, CommentType type,
                                               const QString& text)
{
    TimesheetComment comment{.company = sheet.company,
                             .timesheet = sheet.id,
                             .by = who.user,
                             .byName = nameOf(who),
                             .type = type,
                             .text = text,
                             .at = m_clock.now()};
    comment.id = m_sheets.insertComment(comment);
    ++sheet.comments;
    m_journal.record(
        put(topic::comments, comment.id, toJson(toRow(comment)), audienceOf(sheet), cause::comment));
    return comment;
}

void TimesheetService::tellForeman(const Principal& who, const Timesheet& sheet, const QString& type,
                                   const QString& title, const QString& message, QJsonObject data)
{
    if (sheet.foreman == who.user)
        return;
    const QJsonObject common = sheetData(sheet);
    for (auto it = common.begin(); it != common.end(); ++it)
        data.insert(it.key(), it.value());
    const auto told = m_notifications.notify(
        sheet.foreman, {.type = type, .title = title, .message = message, .data = std::move(data)});
    Q_UNUSED(told) // a foreman who has left is told nothing
}

void TimesheetService::save(const Timesheet& sheet, QLatin1StringView cause)
{
    m_sheets.update(sheet);
    m_journal.record(put(topic::timesheets, sheet.id, toJson(toRow(sheet)), audienceOf(sheet), cause));
}

} // namespace domain
