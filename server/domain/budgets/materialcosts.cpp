// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/materialcosts.h"

#include "domain/notifications/service.h"

#include <algorithm>
#include <map>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::Role;

namespace {

UpdRepository::Within withinOf(const Reach& reach)
{
    return {.company = reach.company, .branch = reach.branch};
}

QString updTitle(const Upd& upd)
{
    return u"№%1 от %2 (%3)"_s.arg(upd.number, upd.date.toString(u"dd.MM.yyyy"_s), upd.supplierName);
}

bool isTheSame(const Upd& a, const Upd& b)
{
    return a.fingerprint == b.fingerprint || (a.number == b.number && a.date == b.date && a.total == b.total);
}

} // namespace

MaterialCostService::MaterialCostService(UpdRepository& upds, BudgetService& budgets, AccountRepository& accounts,
                                         NotificationService& notifications, const base::Clock& clock)
    : m_upds(upds)
    , m_budgets(budgets)
    , m_accounts(accounts)
    , m_notifications(notifications)
    , m_clock(clock)
{
}

protocol::Result<Upd> MaterialCostService::find(const Reach& reach, qint64 id)
{
    auto upd = m_upds.find(withinOf(reach), id);
    if (!upd)
        return failure(ErrorCode::NotFound, u"No document has this id."_s);
    return *std::move(upd);
}

protocol::Result<Upd> MaterialCostService::upload(const Reach& reach, protocol::UserId by, const QByteArray& file)
{
    auto read = updFromXml(file, reach.company, by);
    if (!read)
        return read;
    Upd upd = *std::move(read);
    upd.branch = reach.branch;
    upd.uploadedAt = m_clock.now();
    if (const auto account = m_accounts.find(by))
        upd.uploadedByName = account->displayName();
    const std::vector<Upd> alike = m_upds.alike(upd);
    const auto same = std::find_if(alike.begin(), alike.end(), [&](const Upd& other) {
        return other.status != UpdStatus::Duplicate && isTheSame(upd, other);
    });
    if (same != alike.end()) {
        upd.status = UpdStatus::Duplicate;
        upd.duplicateOf = same->id;
    } else if (!alike.empty()) {
        upd.duplicateOf = alike.front().id;
    }
    m_upds.insert(upd);
    m_notifications.notifyRoles(upd.company, upd.branch, {Role::Accountant, Role::MaterialsManager},
                                {.type = u"upd_uploaded"_s,
                                 .title = u"📄 Загружен УПД"_s,
                                 .message = u"УПД %1 на сумму %2 ₽ ждёт распределения"_s.arg(
                                     updTitle(upd), roundMoneyText(upd.total)),
                                 .data = {{u"upd_id"_s, upd.id},
                                          {u"document_number"_s, upd.number},
                                          {u"supplier_name"_s, upd.supplierName},
                                          {u"total_amount"_s, upd.total.toNumber()}}});
    if (upd.duplicateOf)
        tellDuplicate(upd);
    return upd;
}

void MaterialCostService::tellDuplicate(const Upd& upd)
{
    const bool certain = upd.status == UpdStatus::Duplicate;
    m_notifications.notifyRoles(
        upd.company, upd.branch, {Role::Accountant, Role::MaterialsManager},
        {.type = u"upd_duplicate_detected"_s,
         .title = certain ? u"⚠️ Дубликат УПД"_s : u"⚠️ Возможный дубликат УПД"_s,
         .message = certain ? u"УПД %1 уже загружен"_s.arg(updTitle(upd))
                            : u"УПД %1: от этого поставщика уже есть документ с этим номером"_s.arg(updTitle(upd)),
         .data = {{u"upd_id"_s, upd.id},
                  {u"document_number"_s, upd.number},
                  {u"duplicate_of_id"_s, upd.duplicateOf.value_or(0)},
                  {u"supplier_name"_s, upd.supplierName}}});
}

protocol::Result<Distribution> MaterialCostService::distribute(const Reach& reach, protocol::UserId by, qint64 id,
                                                               const std::vector<ShareOrder>& orders)
{
    auto upd = find(reach, id);
    if (!upd)
        return base::Unexpected<protocol::Error>{upd.error()};
    if (upd->status != UpdStatus::New)
        return failure(ErrorCode::BadRequest, u"The document is %1, not NEW."_s.arg(toWire(upd->status)));
    auto done = carryOut(reach, by, *std::move(upd), orders, 1);
    if (done) {
        m_notifications.notifyRoles(done->upd.company, done->upd.branch, {Role::Accountant, Role::Manager},
                                    {.type = u"upd_distributed"_s,
                                     .title = u"✅ УПД распределён"_s,
                                     .message = u"УПД %1: %2 ₽ распределено"_s.arg(updTitle(done->upd),
                                                                                roundMoneyText(done->total)),
                                     .data = {{u"upd_id"_s, done->upd.id},
                                              {u"document_number"_s, done->upd.number},
                                              {u"total_distributed"_s, done->total.toNumber()},
                                              {u"distributions_count"_s, static_cast<qint64>(orders.size())},
                                              {u"user_id"_s, by.value()}}});
    }
    return done;
}

protocol::Result<Distribution> MaterialCostService::redistribute(const Reach& reach, protocol::UserId by, qint64 id,
                                                                 const std::vector<ShareOrder>& orders)
{
    auto upd = find(reach, id);
    if (!upd)
        return base::Unexpected<protocol::Error>{upd.error()};
    if (upd->status != UpdStatus::Distributed)
        return failure(ErrorCode::BadRequest, u"The document is %1, not DISTRIBUTED."_s.arg(toWire(upd->status)));
    int revision = 1;
    std::vector<qint64> costs;
    for (const UpdShare& share : m_upds.shares(reach.company, id)) {
        revision = std::max(revision, share.revision + 1);
        if (share.cost)
            costs.push_back(share.cost);
    }
    m_upds.forgetCosts(reach.company, id);
    m_budgets.takeBack(reach.company, costs);
    auto done = carryOut(reach, by, *std::move(upd), orders, revision);
    if (done) {
        m_notifications.notifyRoles(done->upd.company, done->upd.branch, {Role::Accountant, Role::Manager},
                                    {.type = u"upd_redistributed"_s,
                                     .title = u"🔄 УПД перераспределён"_s,
                                     .message = u"УПД %1: %2 ₽ распределено заново"_s.arg(
                                         updTitle(done->upd), roundMoneyText(done->total)),
                                     .data = {{u"upd_id"_s, done->upd.id},
                                              {u"document_number"_s, done->upd.number},
                                              {u"total_distributed"_s, done->total.toNumber()},
                                              {u"distributions_count"_s, static_cast<qint64>(orders.size())},
                                              {u"user_id"_s, by.value()}}});
    }
    return done;
}

/// Requests are kept by nobody here: one is known by a share that named it beside its object.
void MaterialCostService::aim(const Reach& reach, std::vector<ShareOrder>& orders)
{
    std::map<qint64, std::optional<qint64>> objects;
    for (ShareOrder& order : orders) {
        if (order.object || !order.request)
            continue;
        const auto [known, isNew] = objects.try_emplace(*order.request);
        if (isNew)
            known->second = m_upds.objectOfRequest(reach.company, *order.request);
        order.object = known->second;
    }
}

protocol::Result<Distribution> MaterialCostService::carryOut(const Reach& reach, protocol::UserId by, Upd upd,
                                                             std::vector<ShareOrder> orders, int revision)
{
    aim(reach, orders);
    if (auto checked = checkShares(upd, orders); !checked)
        return base::Unexpected<protocol::Error>{checked.error()};
    std::vector<Posting> postings;
    for (const ShareOrder& order : orders) {
        const auto item = std::find_if(upd.items.begin(), upd.items.end(),
                                       [&](const UpdItem& candidate) { return candidate.id == order.item; });
        postings.push_back({.object = *order.object,
                            .amount = order.amount,
                            .description = u"%1 (УПД №%2)"_s.arg(item->name.left(800), upd.number.left(150)),
                            .upd = upd.id});
    }
    auto posted = m_budgets.post(reach, by, postings);
    if (!posted)
        return base::Unexpected<protocol::Error>{posted.error()};
    Distribution done{.upd = std::move(upd), .costs = std::move(posted->costs), .objects = std::move(posted->objects)};
    for (size_t i = 0; i < orders.size(); ++i) {
        const Cost& cost = done.costs[i];
        m_upds.insertShare(reach.company, {.upd = done.upd.id,
                                           .revision = revision,
                                           .item = orders[i].item,
                                           .object = cost.object,
                                           .request = orders[i].request,
                                           .quantity = orders[i].quantity,
                                           .amount = orders[i].amount,
                                           .cost = cost.id,
                                           .by = by,
                                           .byName = cost.byName,
                                           .at = cost.at});
        done.total += orders[i].amount;
    }
    done.upd.status = UpdStatus::Distributed;
    m_upds.update(done.upd);
    return done;
}

protocol::Result<Upd> MaterialCostService::markDuplicate(const Reach& reach, qint64 id,
                                                         std::optional<qint64> duplicateOf, bool isDuplicate)
{
    auto upd = find(reach, id);
    if (!upd)
        return upd;
    if (upd->status != UpdStatus::New && upd->status != UpdStatus::Duplicate)
        return failure(ErrorCode::BadRequest, u"The document is %1."_s.arg(toWire(upd->status)));
    if (!isDuplicate) {
        upd->status = UpdStatus::New;
        upd->duplicateOf.reset();
        m_upds.update(*upd);
        return upd;
    }
    const auto original = duplicateOf ? duplicateOf : upd->duplicateOf;
    if (original && (*original == id || !m_upds.find(withinOf(reach), *original)))
        return failure(ErrorCode::BadRequest, u"duplicate_of_id must be another document."_s,
                       {{u"field"_s, u"duplicate_of_id"_s}});
    upd->status = UpdStatus::Duplicate;
    upd->duplicateOf = original;
    m_upds.update(*upd);
    tellDuplicate(*upd);
    return upd;
}

} // namespace domain
