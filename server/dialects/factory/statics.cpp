// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/statics.h"

#include "dialects/factory/config.h"

#include <QCryptographicHash>
#include <QFile>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

void addStatic(net::Router& router, const QByteArray& path, const QString& resource,
               const QByteArray& contentType)
{
    net::Response whole;
    QFile file(resource);
    if (file.open(QIODevice::ReadOnly))
        whole.body = file.readAll();
    Q_ASSERT(!whole.body.isEmpty());
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

} // namespace

void addStatics(net::Router& router)
{
    addStatic(router, "/static/images/no-photo.png", u":/dialects/factory/no-photo.png"_s, "image/png");
    addStatic(router, "/static/js/ajax-polling.js", u":/dialects/factory/ajax-polling.js"_s,
              "text/javascript; charset=utf-8");
}

} // namespace dialects
