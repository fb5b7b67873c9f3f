// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/service.h"

#include "domain/notifications/service.h"
#include "domain/telling.h"

#include <QTimeZone>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Money;

namespace {

constexpr qsizetype longestObjectText = 255;
constexpr qsizetype longestCostText = 1'000;
/// How many costs clients hold of one object at most (protocol::Topic "costs").
constexpr int toldCosts = 5'000;

base::Unexpected<protocol::Error> noSuchObject()
{
    return failure(ErrorCode::NotFound, u"No cost object has this id."_s);
}

base::Unexpected<protocol::Error> badObject(const QString& field, const QString& what)
{
    return failure(ErrorCode::ValidationFailed, u"%1 %2"_s.arg(field, what), {{u"field"_s, field}});
}

} // namespace

BudgetService::BudgetService(CostObjectRepository& objects, AccountRepository& accounts,
                             NotificationService& notifications, Journal& journal, const base::Clock& clock)
    : m_objects(objects), m_accounts(accounts), m_notifications(notifications), m_journal(journal), m_clock(clock)
{
}

protocol::Result<void> BudgetService::complaint(CostObject& object)
{
    object.code = object.code.trimmed();
    object.name = object.name.trimmed();
    if (object.code.isEmpty() || object.code.size() > 50)
        return badObject(u"code"_s, u"must have 1 to 50 characters"_s);
    if (object.name.isEmpty() || object.name.size() > longestObjectText)
        return badObject(u"name"_s, u"must have 1 to %1 characters"_s.arg(longestObjectText));
    if (object.customer.size() > longestObjectText || object.contractNumber.size() > longestObjectText)
        return badObject(u"customer_name"_s, u"must have at most %1 characters"_s.arg(longestObjectText));
    for (const auto& sum : {object.contractAmount, object.materialAmount, object.laborAmount, object.budget}) {
        if (sum && *sum < Money())
            return badObject(u"amount"_s, u"must not be negative"_s);
    }
    if (object.startDate && object.endDate && *object.endDate < *object.startDate)
        return badObject(u"end_date"_s, u"must not be before start_date"_s);
    object.foremanName.clear();
    if (object.foreman) {
        const auto account = m_accounts.find(*object.foreman);
        if (!account || !account->active || account->company != object.company)
            return badObject(u"foreman_id"_s, u"must be an active account of the company"_s);
        object.foremanName = account->displayName();
    }
    const auto same = m_objects.findByCode(object.company, object.code);
    if (same && same->id != object.id)
        return failure(ErrorCode::AlreadyExists, u"Another object has this code."_s, {{u"field"_s, u"code"_s}});
    return {};
}

protocol::Result<CostObject> BudgetService::add(CostObject object)
{
    object.id = 0;
    if (auto checked = complaint(object); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    if (object.budget && !object.budget->isPositive())
        object.budget.reset();
    object.id = m_objects.insert(object);
    tell(object, cause::correction);
    return object;
}

protocol::Result<CostObject> BudgetService::change(const Reach& reach, CostObject object)
{
    const auto before = m_objects.find(reach, object.id);
    if (!before)
        return noSuchObject();
    if (auto checked = complaint(object); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    object.budget = before->budget;
    object.alert80 = before->alert80;
    object.alert100 = before->alert100;
    object.materials = before->materials;
    object.equipment = before->equipment;
    object.labor = before->labor;
    object.lastCostAt = before->lastCostAt;
    m_objects.update(object);
    tell(object, cause::correction);
    if (!(audienceOf(*before) == audienceOf(object)) || before->name != object.name) {
        for (const Cost& cost : m_objects.costs(object.company, object.id, 0, toldCosts))
            tellCost(cost, object);
    }
    return object;
}

protocol::Result<CostObject> BudgetService::setBudget(const Reach& reach, qint64 id, std::optional<Money> budget)
{
    auto object = m_objects.find(reach, id);
    if (!object)
        return noSuchObject();
    if (budget && *budget < Money())
        return badObject(u"budget_amount"_s, u"must not be negative"_s);
    object->budget = budget && budget->isPositive() ? budget : std::nullopt;
    object->alert80 = false;
    object->alert100 = false;
    m_objects.update(*object);
    tell(*object, cause::budget);
    return *object;
}

protocol::Result<BudgetState> BudgetService::check(const Reach& reach, qint64 id)
{
    const auto object = m_objects.find(reach, id);
    if (!object)
        return noSuchObject();
    const BudgetState state = judge(*object);
    if (state.alert80 || state.alert100) {
        m_objects.update(state.object);
        tell(state.object, cause::budget);
    }
    return state;
}

BudgetState BudgetService::judge(CostObject object)
{
    BudgetState state{.object = std::move(object)};
    for (const BudgetMark mark :
         dueAlerts(state.object.spent(), state.object.budget, state.object.alert80, state.object.alert100)) {
        const bool over = mark == BudgetMark::At100;
        (over ? state.object.alert100 : state.object.alert80) = true;
        (over ? state.alert100 : state.alert80) = true;
        const Money spent = state.object.spent();
        const Money budget = *state.object.budget;
        const BudgetWords words = budgetWords(mark, state.object.name, spent, budget);
        m_notifications.notifyRoles(state.object.company, state.object.branch,
                                    {protocol::Role::Manager, protocol::Role::Accountant},
                                    {.type = words.type,
                                     .title = words.title,
                                     .message = words.message,
                                     .data = {{u"object_id"_s, state.object.id},
                                              {u"object_name"_s, state.object.name},
                                              {u"percentage"_s, percentage(spent, budget)},
                                              {u"spent"_s, spent.toNumber()},
                                              {u"budget"_s, budget.toNumber()}}});
    }
    return state;
}

protocol::Result<BudgetService::Posted> BudgetService::post(const Reach& reach, protocol::UserId by,
                                                           const std::vector<Posting>& postings)
{
    const auto account = m_accounts.find(by);
    const QString byName = account ? account->displayName() : QString();
    const QDateTime now = m_clock.now();
    Posted posted;
    for (const Posting& posting : postings) {
        if (!posting.amount.isPositive())
            return failure(ErrorCode::BadRequest, u"An amount must be more than 0."_s, {{u"field"_s, u"amount"_s}});
        if (posting.description.size() > longestCostText)
            return failure(ErrorCode::BadRequest,
                           u"A description has at most %1 characters."_s.arg(longestCostText),
                           {{u"field"_s, u"description"_s}});
        // A day further east than UTC may have begun already.
        if (posting.on && (*posting.on > now.date().addDays(1) || *posting.on < QDate(2000, 1, 1)))
            return failure(ErrorCode::BadRequest, u"A cost cannot be of a day to come."_s, {{u"field"_s, u"date"_s}});
        auto known = std::find_if(posted.objects.begin(), posted.objects.end(),
                                  [&](const BudgetState& state) { return state.object.id == posting.object; });
        if (known == posted.objects.end()) {
            auto object = m_objects.find(reach, posting.object);
            if (!object)
                return failure(ErrorCode::BadRequest, u"No cost object has the id %1."_s.arg(posting.object),
                               {{u"field"_s, u"cost_object_id"_s}});
            if (!object->isOpen())
                return failure(ErrorCode::BadRequest, u"The object %1 is closed."_s.arg(object->code),
                               {{u"field"_s, u"cost_object_id"_s}});
            posted.objects.push_back({.object = std::move(*object)});
            known = std::prev(posted.objects.end());
        }
        Cost cost{.company = reach.company,
                  .object = posting.object,
                  .kind = posting.kind,
                  .amount = posting.amount,
                  .description = posting.description,
                  .upd = posting.upd,
                  .timesheet = posting.timesheet,
                  .by = by,
                  .byName = byName,
                  .at = now};
        if (posting.on && posting.on->daysTo(now.date()) >= 1)
            cost.at = QDateTime(*posting.on, QTime(12, 0), QTimeZone::utc());
        cost.id = m_objects.insertCost(cost);
        known->object.sumOf(cost.kind) += cost.amount;
        known->object.lastCostAt = std::max(known->object.lastCostAt, std::optional(cost.at));
        if (!known->object.spent().isSane())
            return failure(ErrorCode::BadRequest, u"No object can have cost so much."_s, {{u"field"_s, u"amount"_s}});
        tellCost(cost, known->object);
        const BudgetState state = judge(std::move(known->object));
        *known = {state.object, known->alert80 || state.alert80, known->alert100 || state.alert100};
        posted.costs.push_back(std::move(cost));
    }
    for (const BudgetState& state : posted.objects) {
        m_objects.update(state.object);
        tell(state.object, cause::cost);
    }
    return posted;
}

void BudgetService::takeBack(protocol::CompanyId company, const std::vector<qint64>& costs)
{
    for (const qint64 id : costs) {
        const auto cost = m_objects.findCost(company, id);
        auto object = cost ? m_objects.find({.company = company}, cost->object) : std::nullopt;
        if (!object)
            continue;
        m_objects.removeCost(company, id);
        m_journal.record(gone(topic::costs, id, audienceOf(*object), cause::correction));
        object->sumOf(cost->kind) -= cost->amount;
        m_objects.update(*object);
        tell(*object, cause::correction);
    }
}

protocol::Result<void> BudgetService::takeBackByHand(const Reach& reach, qint64 object, qint64 id)
{
    const auto cost = m_objects.findCost(reach.company, id);
    if (!cost || cost->object != object || !m_objects.find(reach, object))
        return failure(ErrorCode::NotFound, u"The object has no cost of this id."_s);
    if (cost->upd || cost->timesheet)
        return failure(ErrorCode::Conflict, u"The cost belongs to a document; change that."_s);
    takeBack(reach.company, {id});
    return {};
}

ImportReport BudgetService::importTable(protocol::CompanyId company, std::optional<protocol::BranchId> branch,
                                        const CsvTable& table)
{
    ObjectImport plan = planObjectImport(table, company, branch, m_objects.list({.company = company}, {.archived = true}));
    if (!plan.report.ok())
        return plan.report;
    for (CostObject& object : plan.added) {
        object.id = m_objects.insert(object);
        tell(object, cause::import);
    }
    for (CostObject& object : plan.updated) {
        const auto before = m_objects.find({.company = company}, object.id);
        if (before && before->budget != object.budget)
            object.alert80 = object.alert100 = false;
        m_objects.update(object);
        tell(object, cause::import);
    }
    return plan.report;
}

void BudgetService::tell(const CostObject& object, QLatin1StringView cause)
{
    m_journal.record(put(topic::budgets, object.id, toJson(toRow(object)), audienceOf(object), cause));
}

void BudgetService::tellCost(const Cost& cost, const CostObject& object)
{
    m_journal.record(put(topic::costs, cost.id, toJson(toRow(cost, object)), audienceOf(object), cause::cost));
}

} // namespace domain
