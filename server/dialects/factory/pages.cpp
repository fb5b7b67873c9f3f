// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/pages.h"

#include "dialects/factory/answers.h"
#include "dialects/factory/config.h"
#include "dialects/factory/login.h"

#include <QCryptographicHash>
#include <QFile>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& resource)
{
    QFile file(u":/dialects/factory/"_s + resource);
    const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    Q_ASSERT(!content.isEmpty());
    return content;
}

void addStatic(net::Router& router, const QByteArray& path, const QString& resource,
               const QByteArray& contentType)
{
    net::Response whole;
    whole.body = contentOf(resource);
    const QByteArray etag =
        '"' + QCryptographicHash::hash(whole.body, QCryptographicHash::Sha1).toHex().first(16) + '"';
    whole.contentType = contentType;
    whole.headers = {{"ETag", etag}, {"Cache-Control", "max-age=3600"}};
    router.add(net::Route{"GET", path, net::Access::anybody(),
                          [whole, etag](const net::Request& request, net::Responder responder) {
                              net::Response response = whole;
                              if (request.header("If-None-Match") == etag)
                                  response.status = 304;
                              responder(std::move(response));
                          },
                          FactoryPage});
}

/// A page that shows one of the feeds that static/monitor.js knows.
net::Response monitorPage(const QByteArray& feed)
{
    net::Response page;
    page.contentType = "text/html; charset=utf-8";
    page.body = contentOf(u"monitor.html"_s);
    page.body.replace("{{feed}}", feed);
    page.headers = {{"Cache-Control", "no-store"},
                    {"X-Frame-Options", "DENY"},
                    {"Content-Security-Policy",
                     "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'"}};
    return page;
}

void addPage(net::Router& router, const QByteArray& path, const net::Access& access,
             const net::Handler& handler)
{
    for (const QByteArray& spelling : {path, path.chopped(1)})
        router.add(net::Route{"GET", spelling, access, handler, FactoryPage});
}

void addMonitor(net::Router& router, const QByteArray& path, const QByteArray& feed)
{
    addPage(router, path, net::Access::user(),
            [page = monitorPage(feed)](const net::Request&, net::Responder responder) { responder(page); });
}

/// For all who may read its feed, with a login or without.
void addOpenMonitor(net::Router& router, const FactoryContext& context, const QByteArray& path,
                    const QByteArray& feed)
{
    addPage(router, path, net::Access::anybody(),
            [&context, page = monitorPage(feed)](const net::Request& request, net::Responder responder) {
                responder(viewerOf(request, context.config) ? page : refusePage(request, {}));
            });
}

} // namespace

void addPages(net::Router& router, const FactoryContext& context)
{
    addStatic(router, "/static/images/no-photo.png", u"no-photo.png"_s, "image/png");
    addStatic(router, "/static/js/ajax-polling.js", u"ajax-polling.js"_s, "text/javascript; charset=utf-8");
    addStatic(router, "/static/js/monitor.js", u"monitor.js"_s, "text/javascript; charset=utf-8");
    for (const char* path : {"/lohia/dashboard/", "/lohia/master/"})
        addOpenMonitor(router, context, path, "machines");
    addOpenMonitor(router, context, "/lohia/shifts/", "shifts");
    addOpenMonitor(router, context, "/lohia/maintenance/", "calls");
    for (const char* path : {"/employees/worktime/", "/employees/list/"})
        addMonitor(router, path, "worktime");
    for (const char* path : {"/security/", "/security/reports/logs/", "/employees/security-display/"})
        addMonitor(router, path, "access");
}

std::optional<net::Response> frontPage(const net::Request& request)
{
    if (!request.header("Accept").contains("text/html"))
        return std::nullopt;
    if (!request.principal)
        return refusePage(request, {});
    return redirectTo(landingPage(request.principal->roles));
}

} // namespace dialects
