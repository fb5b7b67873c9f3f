// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/csrf.h"

#include <QRandomGenerator>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

bool isToken(const QByteArray& text)
{
    return text.size() >= 32 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

} // namespace

bool passesCsrf(const net::Request& request)
{
    if (!request.header("authorization").isEmpty())
        return true;
    const QByteArray cookie = request.cookie("csrftoken");
    if (!isToken(cookie))
        return false;
    QByteArray sent = request.header("x-csrftoken");
    if (sent.isEmpty())
        sent = formField(request.body, u"csrfmiddlewaretoken"_s).toUtf8();
    return sent == cookie;
}

QByteArray csrfToken(const net::Request& request)
{
    const QByteArray cookie = request.cookie("csrftoken");
    if (isToken(cookie))
        return cookie;
    std::array<quint32, 6> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex();
}

QByteArray csrfCookie(const net::Request& request, const QByteArray& token)
{
    return "csrftoken=" + token + "; Path=/; Max-Age=31449600; SameSite=Lax" +
           (request.secure ? "; Secure" : "");
}

QString formField(const QByteArray& body, const QString& name)
{
    QByteArray plusless = body;
    plusless.replace('+', "%20");
    return QUrlQuery(QString::fromUtf8(plusless)).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace dialects
