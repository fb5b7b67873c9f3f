// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlupds.h"

#include "storage/connection.h"

#define SELECT_UPDS                                                                                               \
    "SELECT u.id, u.company_id, u.branch_id, u.status, u.number, u.date, u.supplier_name, u.supplier_inn,"        \
    " u.buyer_name, u.total, u.duplicate_of_id, u.fingerprint, u.user_id, u.user_name, u.uploaded_at,"            \
    " u.item_count FROM upds u WHERE u.company_id = ?"
/// Bound by a branch, twice.
#define UPDS_WITHIN " AND (? IS NULL OR u.branch_id IS NULL OR u.branch_id = ?)"
/// The distributions that count, on objects to which more may go, in somebody's company and branch.
#define SELECT_SUGGESTIONS                                                                                        \
    "SELECT o.id, o.name, count(*), max(s.at) FROM upd_shares s JOIN upds u ON u.id = s.upd_id"                   \
    " JOIN upd_items i ON i.id = s.item_id JOIN cost_objects o ON o.id = s.object_id"                             \
    " WHERE s.company_id = ? AND s.cost_id IS NOT NULL AND o.status IN ('active', 'closing')"                     \
    " AND (? IS NULL OR o.branch_id IS NULL OR o.branch_id = ?)"
#define SUGGESTIONS_ORDER " GROUP BY o.id ORDER BY count(*) DESC, max(s.at) DESC, o.id LIMIT ?"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

domain::Upd readUpd(const Rows& rows)
{
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .branch = rows.optionalId<protocol::BranchId>(2),
            .status = domain::updStatusFromWire(rows.text(3)).value_or(domain::UpdStatus::Archived),
            .number = rows.text(4),
            .date = rows.date(5),
            .supplierName = rows.text(6),
            .supplierInn = rows.text(7),
            .buyerName = rows.text(8),
            .total = protocol::Money::fromUnits(rows.integer(9)),
            .duplicateOf = rows.optionalInteger(10),
            .fingerprint = rows.bytes(11),
            .uploadedBy = rows.id<protocol::UserId>(12),
            .uploadedByName = rows.text(13),
            .uploadedAt = rows.time(14),
            .itemCount = static_cast<int>(rows.integer(15))};
}

std::vector<domain::Upd> allUpds(Rows rows)
{
    std::vector<domain::Upd> list;
    while (rows.next())
        list.push_back(readUpd(rows));
    return list;
}

std::vector<domain::UpdSuggestion> allSuggestions(Rows rows)
{
    std::vector<domain::UpdSuggestion> list;
    while (rows.next())
        list.push_back({rows.integer(0), rows.text(1), static_cast<int>(rows.integer(2)), rows.time(3)});
    return list;
}

QString supplierKey(const domain::Upd& upd)
{
    return upd.supplierInn.isEmpty() ? upd.supplierName.simplified().toCaseFolded() : upd.supplierInn;
}

QString itemNameKey(const QString& name)
{
    return name.simplified().toCaseFolded();
}

} // namespace

void SqlUpds::insert(domain::Upd& upd)
{
    upd.id = m_db.insert(
        "INSERT INTO upds (company_id, branch_id, status, number, date, supplier_name, supplier_inn, supplier_key,"
        " buyer_name, total, duplicate_of_id, fingerprint, user_id, user_name, uploaded_at, item_count)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
        upd.company, upd.branch, QString(toWire(upd.status)), upd.number, upd.date, upd.supplierName, upd.supplierInn,
        supplierKey(upd), upd.buyerName, upd.total, upd.duplicateOf, upd.fingerprint, upd.uploadedBy,
        upd.uploadedByName, upd.uploadedAt, upd.itemCount);
    for (domain::UpdItem& item : upd.items) {
        item.id = m_db.insert("INSERT INTO upd_items (upd_id, line, name, name_key, unit, quantity, amount)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                              upd.id, item.line, item.name, itemNameKey(item.name), item.unit, item.quantity,
                              item.amount);
    }
}

std::optional<domain::Upd> SqlUpds::find(const Within& within, qint64 id)
{
    auto found = allUpds(m_db.query(SELECT_UPDS UPDS_WITHIN " AND u.id = ?"_L1, within.company, within.branch,
                                    within.branch, id));
    if (found.empty())
        return std::nullopt;
    domain::Upd& upd = found.front();
    auto rows = m_db.query(
        "SELECT id, line, name, unit, quantity, amount FROM upd_items WHERE upd_id = ? ORDER BY line"_L1, id);
    while (rows.next()) {
        upd.items.push_back({.id = rows.integer(0),
                             .line = static_cast<int>(rows.integer(1)),
                             .name = rows.text(2),
                             .unit = rows.text(3),
                             .quantity = protocol::Quantity::fromUnits(rows.integer(4)),
                             .amount = protocol::Money::fromUnits(rows.integer(5))});
    }
    return std::move(upd);
}

std::vector<domain::Upd> SqlUpds::list(const Within& within, std::optional<domain::UpdStatus> status, int limit,
                                       int offset)
{
    const auto word = status ? std::optional(QString(toWire(*status))) : std::nullopt;
    return allUpds(m_db.query(
        SELECT_UPDS UPDS_WITHIN " AND (? IS NULL OR u.status = ?) ORDER BY u.id DESC LIMIT ? OFFSET ?"_L1,
        within.company, within.branch, within.branch, word, word, limit, offset));
}

void SqlUpds::update(const domain::Upd& upd)
{
    m_db.exec("UPDATE upds SET status = ?, duplicate_of_id = ? WHERE company_id = ? AND id = ?"_L1,
              QString(toWire(upd.status)), upd.duplicateOf, upd.company, upd.id);
}

std::vector<domain::Upd> SqlUpds::alike(const domain::Upd& upd)
{
    return allUpds(m_db.query(SELECT_UPDS " AND u.id <> ? AND u.id IN ("
                                          "SELECT id FROM upds WHERE company_id = ? AND supplier_key = ? AND number = ?"
                                          " UNION SELECT id FROM upds WHERE company_id = ? AND fingerprint = ?)"
                                          " ORDER BY u.id LIMIT 100"_L1,
                              upd.company, upd.id, upd.company, supplierKey(upd), upd.number, upd.company,
                              upd.fingerprint));
}

std::optional<qint64> SqlUpds::objectOfRequest(protocol::CompanyId company, qint64 request)
{
    return m_db.integer("SELECT object_id FROM upd_shares WHERE company_id = ? AND request_id = ?"
                        " ORDER BY id DESC LIMIT 1"_L1,
                        company, request);
}

std::optional<qint64> SqlUpds::updOfItem(const Within& within, qint64 item)
{
    return m_db.integer("SELECT u.id FROM upd_items i JOIN upds u ON u.id = i.upd_id WHERE u.company_id = ?"
                        UPDS_WITHIN " AND i.id = ?"_L1,
                        within.company, within.branch, within.branch, item);
}

void SqlUpds::insertShare(protocol::CompanyId company, const domain::UpdShare& share)
{
    m_db.exec("INSERT INTO upd_shares (company_id, upd_id, revision, item_id, object_id, request_id, quantity,"
              " amount, cost_id, user_id, user_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
              company, share.upd, share.revision, share.item, share.object, share.request, share.quantity,
              share.amount, share.cost, share.by, share.byName, share.at);
}

void SqlUpds::forgetCosts(protocol::CompanyId company, qint64 upd)
{
    m_db.exec("UPDATE upd_shares SET cost_id = NULL WHERE company_id = ? AND upd_id = ?"_L1, company, upd);
}

std::vector<domain::UpdShare> SqlUpds::shares(protocol::CompanyId company, qint64 upd)
{
    std::vector<domain::UpdShare> list;
    auto rows = m_db.query("SELECT s.upd_id, s.revision, s.item_id, s.object_id, o.name, s.request_id, s.quantity,"
                           " s.amount, s.cost_id, s.user_id, s.user_name, s.at FROM upd_shares s"
                           " JOIN cost_objects o ON o.id = s.object_id WHERE s.company_id = ? AND s.upd_id = ?"
                           " ORDER BY s.revision, s.id"_L1,
                           company, upd);
    while (rows.next()) {
        list.push_back({.upd = rows.integer(0),
                        .revision = static_cast<int>(rows.integer(1)),
                        .item = rows.integer(2),
                        .object = rows.integer(3),
                        .objectName = rows.text(4),
                        .request = rows.optionalInteger(5),
                        .quantity = protocol::Quantity::fromUnits(rows.integer(6)),
                        .amount = protocol::Money::fromUnits(rows.integer(7)),
                        .cost = rows.integer(8), // NULL reads as 0
                        .by = rows.id<protocol::UserId>(9),
                        .byName = rows.text(10),
                        .at = rows.time(11)});
    }
    return list;
}

std::vector<domain::UpdSuggestion> SqlUpds::suggestionsByName(const Within& within, const QString& itemName,
                                                              int limit)
{
    return allSuggestions(m_db.query(SELECT_SUGGESTIONS " AND i.name_key = ?" SUGGESTIONS_ORDER ""_L1, within.company,
                                     within.branch, within.branch, itemNameKey(itemName), limit));
}

std::vector<domain::UpdSuggestion> SqlUpds::suggestionsBySupplier(const Within& within, const domain::Upd& upd,
                                                                  int limit)
{
    return allSuggestions(m_db.query(SELECT_SUGGESTIONS " AND u.supplier_key = ?" SUGGESTIONS_ORDER ""_L1,
                                     within.company, within.branch, within.branch, supplierKey(upd), limit));
}

} // namespace storage
