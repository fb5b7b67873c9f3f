// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/endpoints.h"

#include "dialects/factory/answers.h"
#include "dialects/factory/csrf.h"
#include "dialects/factory/jsonwriter.h"
#include "domain/people/company.h"

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

void addBoth(net::Router& router, const QByteArray& path, const net::Access& access,
             const net::Handler& handler)
{
    router.add(net::Route{"*", path, access, handler, FactoryPage});
    router.add(net::Route{"*", path.chopped(1), access, handler, FactoryPage});
}

} // namespace

void addForUsers(net::Router& router, const QByteArray& path, protocol::Roles roles, ViewerHandler handler)
{
    addBoth(router, path, net::Access::user(roles),
            [handler = std::move(handler)](const net::Request& request, net::Responder responder) {
                handler(request, Viewer{request.principal->company, request.principal->branch},
                        std::move(responder));
            });
}

void addForAll(net::Router& router, const FactoryContext& context, const QByteArray& path,
               ViewerHandler handler)
{
    addBoth(router, path, net::Access::anybody(),
            [&context, handler = std::move(handler)](const net::Request& request, net::Responder responder) {
                if (const auto viewer = viewerOf(request, context.config))
                    return handler(request, *viewer, std::move(responder));
                responder(refusePage(request, {protocol::ErrorCode::NotAuthenticated, {}, {}}));
            });
}

void addForm(net::Router& router, const QByteArray& path, protocol::Roles roles, ViewerHandler handler)
{
    addForUsers(router, path, roles,
                [handler = std::move(handler)](const net::Request& request, const Viewer& viewer,
                                               net::Responder responder) {
                    if (request.method != "POST")
                        return responder(wrongMethod("POST"));
                    if (!passesCsrf(request))
                        return responder(pageFailure(403, u"Ошибка проверки CSRF"));
                    handler(request, viewer, std::move(responder));
                });
}

Viewer viewerOf(const protocol::Principal& principal)
{
    return {principal.company, principal.branch, principal.roles.passes(personnel)};
}

std::optional<Viewer> viewerOf(const net::Request& request, const FactoryConfig& config)
{
    if (request.principal)
        return viewerOf(*request.principal);
    switch (config.anonymous) {
    case FactoryConfig::Anonymous::Always:
        return Viewer{config.company, std::nullopt, false};
    case FactoryConfig::Anonymous::DeviceNetworks:
        if (config.isInDeviceNetwork(request.peer))
            return Viewer{config.company, std::nullopt, false};
        return std::nullopt;
    case FactoryConfig::Anonymous::Never:
        break;
    }
    return std::nullopt;
}

net::Response pageFailure(int status, QStringView text)
{
    JsonWriter json(JsonText::Ascii);
    json.beginObject().field("success"_L1, false).field("error"_L1, text).endObject();
    return jsonAnswer(json.take(), status);
}

qint64 capturedId(const net::Request& request, size_t index)
{
    bool ok = false;
    const qint64 number = index < request.captures.size() ? request.captures[index].toLongLong(&ok) : 0;
    return ok && number > 0 ? number : 0;
}

void answerFromRead(const FactoryContext& context, net::Responder responder,
                    std::function<net::Response(domain::Workspace&)> make)
{
    const bool accepted = context.executor.read(
        [responder, make = std::move(make)](domain::Workspace& work) { responder(make(work)); });
    if (!accepted)
        responder(pageFailure(500, u"Сервер занят, повторите"));
}

void answerHot(const FactoryContext& context, const char* name, const Viewer& viewer, protocol::Topics shows,
               const HotAnswers::Make& make, net::Responder responder,
               std::function<QByteArray(const HotPart&)> finish)
{
    context.hot.get(name, viewer, shows, make,
                    [responder, finish = std::move(finish)](protocol::Result<HotAnswers::Part> part) {
                        responder(part ? jsonAnswer(finish(**part)) : pageFailure(500, part.error().text()));
                    });
}

QTimeZone zoneOf(domain::Workspace& work, protocol::CompanyId company)
{
    const auto found = work.get<domain::CompanyRepository>().find(company);
    return found ? found->timeZone : QTimeZone::utc();
}

} // namespace dialects
