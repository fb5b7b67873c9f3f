// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/endpoints.h"

#include "dialects/cafe/answers.h"
#include "dialects/cafe/names.h"

#include <QUrlQuery>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

constexpr int lastPage = 1'000'000;

QString pageLink(const net::Request& request, const Guest& guest, int page)
{
    QUrlQuery query(QString::fromUtf8(request.rawQuery));
    query.removeAllQueryItems(u"page"_s);
    if (page > 1) // as DRF writes the first page
        query.addQueryItem(u"page"_s, QString::number(page));
    QString link = QString::fromUtf8(guest.origin + request.path.toPercentEncoding("/"));
    if (!query.isEmpty())
        link += u'?' + query.toString(QUrl::FullyEncoded);
    return link;
}

} // namespace

bool maySelectBranch(const protocol::Principal& who)
{
    return !who.branch && who.roles.intersects(bosses);
}

std::optional<protocol::BranchId> namedBranch(const CafeContext& context, const net::Request& request,
                                              protocol::CompanyId company, const QString& parameter)
{
    const auto uuid = uuidFrom(request.query(parameter));
    const auto known = uuid ? context.door.company(company) : std::nullopt;
    return known ? branchOf(*known, *uuid) : std::nullopt;
}

Guest guestOf(const CafeContext& context, const net::Request& request)
{
    const protocol::Principal& who = *request.principal;
    const auto company = context.door.company(who.company);
    Guest guest{.who = who,
                .reach = domain::cafeReachOf(who),
                .branch = who.branch,
                .zone = company ? company->timeZone : QTimeZone::utc(),
                .origin = (request.secure ? "https://" : "http://") + request.header("Host")};
    if (!who.branch) {
        if (const auto named = namedBranch(context, request, who.company, u"branch"_s))
            guest.branch = guest.reach.branch = named;
    }
    return guest;
}

void addBoth(net::Router& router, const CafeContext& context, const char* method, const QByteArray& path,
             protocol::Roles roles, const Handle& handle)
{
    const QByteArray whole = "/api/cafe" + path;
    for (const QByteArray& pattern : {whole, whole.chopped(1)}) {
        router.add(net::Route{method, pattern, net::Access::user(roles),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(request, guestOf(context, request), respond);
                              },
                              CafeRest});
    }
}

void answerFromRead(const CafeContext& context, const net::Responder& respond, Unit unit)
{
    const bool taken = context.executor.read([respond, unit = std::move(unit)](domain::Workspace& work) {
        auto response = unit(work);
        respond(response ? std::move(*response) : refusalOf(response.error()));
    });
    if (!taken)
        respond(refusalOf({protocol::ErrorCode::Unavailable, {}, {}}));
}

void answerFromWrite(const CafeContext& context, const net::Responder& respond, Unit unit)
{
    domain::writeThen<net::Response>(context.executor, std::move(unit),
                                     [respond](protocol::Result<net::Response> response) {
                                         respond(response ? std::move(*response) : refusalOf(response.error()));
                                     });
}

std::optional<QUuid> capturedUuid(const net::Request& request, size_t index)
{
    return index < request.captures.size() ? uuidFrom(QString::fromUtf8(request.captures[index])) : std::nullopt;
}

std::optional<domain::CafeSpan> pageOf(const net::Request& request)
{
    if (!request.hasQuery(u"page"_s))
        return domain::CafeSpan{0, rowsPerPage};
    bool ok = false;
    const int page = request.query(u"page"_s).toInt(&ok);
    if (!ok || page < 1 || page > lastPage)
        return std::nullopt;
    return domain::CafeSpan{(page - 1) * rowsPerPage, rowsPerPage};
}

net::Response pageAnswer(const net::Request& request, const Guest& guest, int count, const QJsonArray& rows)
{
    const auto span = pageOf(request);
    if (!span || (rows.isEmpty() && span->offset > 0))
        return detailAnswer(404, u"Неправильная страница"_s);
    const int page = span->offset / rowsPerPage + 1;
    const bool more = count > page * rowsPerPage;
    return jsonAnswer({{u"count"_s, count},
                       {u"next"_s, more ? QJsonValue(pageLink(request, guest, page + 1)) : QJsonValue()},
                       {u"previous"_s, page > 1 ? QJsonValue(pageLink(request, guest, page - 1)) : QJsonValue()},
                       {u"results"_s, rows}});
}

} // namespace dialects::cafe
