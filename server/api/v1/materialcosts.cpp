// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/material-costs: delivery documents (contracts.md C4). Their distribution is in distributions.cpp.
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/budgets/materialcosts.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <map>

namespace api {

using namespace Qt::StringLiterals;
using domain::Upd;
using protocol::ErrorCode;
using protocol::Money;

namespace {

constexpr int suggestionsEach = 3;

domain::UpdRepository::Within updReach(const protocol::Principal& who)
{
    return {.company = who.company, .branch = who.branch};
}

QJsonValue numberOrNull(const std::optional<qint64>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

/// {"id":12,"document_number":"A-17","document_date":"2026-01-26","supplier_name":"…","supplier_inn":"…",
///  "buyer_name":"…","total_amount":"54000.00","status":"NEW","duplicate_of_id":null,"items_count":3,
///  "user_id":4,"user_name":"…","created_at":"2026-01-26T22:00:00.000000"}
QJsonObject updJson(const Upd& upd)
{
    return {{u"id"_s, upd.id},
            {u"document_number"_s, upd.number},
            {u"document_date"_s, upd.date.toString(Qt::ISODate)},
            {u"supplier_name"_s, upd.supplierName},
            {u"supplier_inn"_s, upd.supplierInn},
            {u"buyer_name"_s, upd.buyerName},
            {u"total_amount"_s, upd.total.toText()},
            {u"status"_s, QString(toWire(upd.status))},
            {u"duplicate_of_id"_s, numberOrNull(upd.duplicateOf)},
            {u"items_count"_s, upd.itemCount},
            {u"user_id"_s, upd.uploadedBy.value()},
            {u"user_name"_s, upd.uploadedByName},
            {u"created_at"_s, protocol::toNaiveLocal(upd.uploadedAt)}};
}

/// The same with "items":[{"id":31,"line_number":1,"name":"…","unit":"кг","quantity":"100.000","amount":"54000.00"}]
QJsonObject updDetailJson(const Upd& upd)
{
    QJsonArray items;
    for (const domain::UpdItem& item : upd.items) {
        items.append(QJsonObject{{u"id"_s, item.id},
                                 {u"line_number"_s, item.line},
                                 {u"name"_s, item.name},
                                 {u"unit"_s, item.unit},
                                 {u"quantity"_s, item.quantity.toText()},
                                 {u"amount"_s, item.amount.toText()}});
    }
    QJsonObject object = updJson(upd);
    object.insert(u"items"_s, items);
    return object;
}

QJsonArray updsJson(const std::vector<Upd>& upds)
{
    QJsonArray list;
    for (const Upd& upd : upds)
        list.append(updJson(upd));
    return list;
}

net::Response updArray(const std::vector<Upd>& upds)
{
    net::Response response;
    response.body = QJsonDocument(updsJson(upds)).toJson(QJsonDocument::Compact);
    return response;
}

base::Unexpected<protocol::Error> noSuchUpd()
{
    return protocol::failure(ErrorCode::NotFound, u"No document has this id."_s);
}

void listUpds(const Context& context, const net::Request& request, const net::Responder& respond,
              std::optional<domain::UpdStatus> status)
{
    Parameters in(request);
    const int limit = in.number(u"limit"_s, 100, 1, 500);
    const int offset = in.number(in.text(u"skip"_s) ? u"skip"_s : u"offset"_s, 0, 0, 1'000'000'000);
    if (const auto word = in.text(u"status"_s); word && !word->isEmpty() && !status) {
        status = domain::updStatusFromWire(word->toUpper());
        if (!status)
            in.complain(u"status"_s, u"must be NEW, DISTRIBUTED, ARCHIVED or DUPLICATE"_s);
    }
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [within = updReach(*request.principal), status, limit,
                     offset](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        return updArray(workspace.get<domain::UpdRepository>().list(within, status, limit, offset));
                    });
}

/// GET /material-costs/?status=NEW&limit=100&offset=0 → [ … ], newest first
void listAllUpds(const Context& context, const net::Request& request, const net::Responder& respond)
{
    listUpds(context, request, respond, {});
}

/// GET /material-costs/unprocessed → [ … ], those that are NEW
void listNewUpds(const Context& context, const net::Request& request, const net::Responder& respond)
{
    listUpds(context, request, respond, domain::UpdStatus::New);
}

/// Answers with what the reader makes of one document; 404 without it.
template <class Make>
void answerAboutUpd(const Context& context, const net::Request& request, const net::Responder& respond, Make make)
{
    Parameters in(request);
    const qint64 id = in.id();
    if (in.error())
        return respond(errorAnswer(*in.error()));
    answerByReading(context, respond,
                    [within = updReach(*request.principal), id,
                     make](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& upds = workspace.get<domain::UpdRepository>();
                        const auto upd = upds.find(within, id);
                        if (!upd)
                            return noSuchUpd();
                        return jsonAnswer(make(upds, within, *upd));
                    });
}

/// GET /material-costs/{id}
void showUpd(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutUpd(context, request, respond,
                   [](auto&, const auto&, const Upd& upd) { return updDetailJson(upd); });
}

/// GET /material-costs/{id}/suggestions → {"upd_id":12,"suggestions":[{"material_cost_item_id":31,"name":"…",
/// "suggested":[{"cost_object_id":3,"object_name":"…","uses":4,"last_used":"…","by":"name"|"supplier"}]}]}
void showSuggestions(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto make = [](domain::UpdRepository& upds, const auto& within, const Upd& upd) {
        const auto json = [](const std::vector<domain::UpdSuggestion>& found, const QString& by) {
            QJsonArray list;
            for (const domain::UpdSuggestion& suggestion : found) {
                list.append(QJsonObject{{u"cost_object_id"_s, suggestion.object},
                                        {u"object_name"_s, suggestion.objectName},
                                        {u"uses"_s, suggestion.uses},
                                        {u"last_used"_s, protocol::toNaiveLocal(suggestion.lastUsed)},
                                        {u"by"_s, by}});
            }
            return list;
        };
        const QJsonArray bySupplier = json(upds.suggestionsBySupplier(within, upd, suggestionsEach), u"supplier"_s);
        QJsonArray items;
        for (const domain::UpdItem& item : upd.items) {
            const QJsonArray byName = json(upds.suggestionsByName(within, item.name, suggestionsEach), u"name"_s);
            items.append(QJsonObject{{u"material_cost_item_id"_s, item.id},
                                     {u"name"_s, item.name},
                                     {u"quantity"_s, item.quantity.toText()},
                                     {u"amount"_s, item.amount.toText()},
                                     {u"suggested"_s, byName.isEmpty() ? bySupplier : byName}});
        }
        return QJsonObject{{u"upd_id"_s, upd.id}, {u"suggestions"_s, items}};
    };
    answerAboutUpd(context, request, respond, make);
}

/// GET /material-costs/{id}/duplicates → {"upd_id":12,"duplicates":[ … ]}
void showDuplicates(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutUpd(context, request, respond, [](domain::UpdRepository& upds, const auto& within, const Upd& upd) {
        std::vector<Upd> seen;
        for (Upd& other : upds.alike(upd)) {
            if (upds.find(within, other.id))
                seen.push_back(std::move(other));
        }
        return QJsonObject{{u"upd_id"_s, upd.id}, {u"duplicates"_s, updsJson(seen)}};
    });
}

/// GET /material-costs/{id}/distribution-history → {"upd_id":12,"history":[{"revision":1,"user_id":4,"user_name":"…",
/// "created_at":"…","total_distributed":"54000.00","current":true,"distributions":[…]}]}, oldest first
void showHistory(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerAboutUpd(context, request, respond, [](domain::UpdRepository& upds, const auto& within, const Upd& upd) {
        QJsonArray history;
        std::map<int, std::vector<domain::UpdShare>> revisions;
        for (domain::UpdShare& share : upds.shares(within.company, upd.id))
            revisions[share.revision].push_back(std::move(share));
        for (const auto& [revision, shares] : revisions) {
            QJsonArray lines;
            Money total;
            for (const domain::UpdShare& share : shares) {
                total += share.amount;
                lines.append(QJsonObject{{u"material_cost_item_id"_s, share.item},
                                         {u"material_request_id"_s, numberOrNull(share.request)},
                                         {u"cost_object_id"_s, share.object},
                                         {u"object_name"_s, share.objectName},
                                         {u"distributed_quantity"_s, share.quantity.toText()},
                                         {u"distributed_amount"_s, share.amount.toText()}});
            }
            history.append(QJsonObject{{u"revision"_s, revision},
                                       {u"user_id"_s, shares.front().by.value()},
                                       {u"user_name"_s, shares.front().byName},
                                       {u"created_at"_s, protocol::toNaiveLocal(shares.front().at)},
                                       {u"total_distributed"_s, total.toText()},
                                       {u"current"_s, shares.front().cost != 0},
                                       {u"distributions"_s, lines}});
        }
        return QJsonObject{{u"upd_id"_s, upd.id}, {u"history"_s, history}};
    });
}

/// POST /material-costs/upload: the XML as the body, or as the part "file" of a form → 201, the document
void uploadUpd(const Context& context, const net::Request& request, const net::Responder& respond)
{
    auto file = uploadedFile(request, "file");
    if (!file)
        return respond(errorAnswer(file.error()));
    if (file->trimmed().isEmpty())
        return respond(errorAnswer({ErrorCode::BadRequest, u"There is no file."_s, {}}));
    answerByWriting(context, request, respond,
                    [file = *std::move(file), who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto upd =
                            workspace.get<domain::MaterialCostService>().upload(domain::reachOf(who), who.user, file);
                        if (!upd)
                            return base::Unexpected<protocol::Error>{upd.error()};
                        return writtenAnswer(workspace, updDetailJson(*upd), 201);
                    });
}

/// POST /material-costs/{id}/mark-duplicate {"duplicate_of_id":11} or {"is_duplicate":false} → the document
void markDuplicate(const Context& context, const net::Request& request, const net::Responder& respond)
{
    Parameters path(request);
    const qint64 id = path.id();
    const auto fromQuery = path.optionalId(u"duplicate_of_id"_s);
    const auto body = request.body.trimmed().isEmpty() ? protocol::Result<QJsonObject>(QJsonObject()) : jsonBody(request);
    if (path.error() || !body)
        return respond(errorAnswer(path.error() ? *path.error() : body.error()));
    protocol::Fields in(*body);
    const auto original = in.optionalInteger("duplicate_of_id"_L1);
    const auto isDuplicate = in.finish(in.optionalBoolean("is_duplicate"_L1).value_or(true));
    if (!isDuplicate)
        return respond(errorAnswer(isDuplicate.error()));
    answerByWriting(context, request, respond,
                    [id, original = original ? original : fromQuery, is = *isDuplicate, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto upd = workspace.get<domain::MaterialCostService>().markDuplicate(
                            domain::reachOf(who), id, original, is);
                        if (!upd)
                            return base::Unexpected<protocol::Error>{upd.error()};
                        return writtenAnswer(workspace, updDetailJson(*upd));
                    });
}

} // namespace

void addMaterialCostRoutes(net::Router& router, const Context& context)
{
    using enum protocol::Role;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    constexpr protocol::Roles readers{Accountant, MaterialsManager, ProcurementManager};
    constexpr protocol::Roles posters{Accountant, MaterialsManager};
    const auto add = [&](const char* method, const char* path, protocol::Roles roles, Handle handle) {
        router.add(net::Route{method, QByteArray("/api/v1/material-costs") + path, net::Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("GET", "/", readers, listAllUpds);
    add("GET", "", readers, listAllUpds);
    add("GET", "/unprocessed", readers, listNewUpds);
    add("POST", "/upload", posters, uploadUpd);
    add("GET", "/{id}", readers, showUpd);
    add("GET", "/{id}/suggestions", readers, showSuggestions);
    add("GET", "/{id}/duplicates", readers, showDuplicates);
    add("GET", "/{id}/distribution-history", readers, showHistory);
    add("POST", "/{id}/mark-duplicate", posters, markDuplicate);
}

} // namespace api
