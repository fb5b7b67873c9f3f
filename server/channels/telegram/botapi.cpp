// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/botapi.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QNetworkReply>

#include <algorithm>
#include <cstring>

namespace channels {

using namespace Qt::StringLiterals;
using Kind = BotApi::Answer::Kind;

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024;

/// A body that can be read once. QNetworkAccessManager sends a request again by itself, a POST too,
/// when the connection closes before the answer (seen with 6.4.2); only a body that cannot be rewound
/// keeps it from that. What was sent and not answered must come to us as such.
class OnceBody final : public QIODevice
{
public:
    OnceBody(QByteArray bytes, QObject* parent) : QIODevice(parent), m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_read + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_bytes.size() - m_read);
        if (size <= 0)
            return -1;
        std::memcpy(data, m_bytes.constData() + m_read, static_cast<size_t>(size));
        m_read += size;
        return size;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_read = 0;
};

bool wasNeverConnected(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

BotApi::Answer answerOf(QNetworkReply& reply)
{
    BotApi::Answer answer;
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid()) {
        answer.kind = wasNeverConnected(reply.error()) ? Kind::NotReached : Kind::Doubtful;
        answer.description = u"no answer (network error %1)"_s.arg(static_cast<int>(reply.error()));
        return answer;
    }
    answer.code = status.toInt();
    const QJsonObject body = QJsonDocument::fromJson(reply.read(mostBytes)).object();
    answer.description = body[u"description"_s].toString();
    if (answer.code == 429) {
        answer.kind = Kind::RetryAfter;
        // A proxy's 429 names no pause: a second is Telegram's own smallest.
        const int pause = body[u"parameters"_s][u"retry_after"_s].toInt(1);
        answer.pause = std::chrono::seconds(qBound(1, pause, 24 * 3600));
    } else if (answer.code == 200 && body[u"ok"_s].toBool() && reply.error() == QNetworkReply::NoError) {
        answer.kind = Kind::Ok;
        answer.result = body[u"result"_s];
    } else if (answer.code == 401 || answer.code == 404) {
        answer.kind = Kind::Unauthorized;
    } else if (answer.code >= 400 && answer.code < 500 && body.contains(u"ok"_s)) {
        answer.kind = Kind::Refused;
    }
    return answer;
}

} // namespace

BotApi::BotApi(QUrl baseUrl, QByteArray token) : m_baseUrl(std::move(baseUrl)), m_token(std::move(token))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the token goes nowhere else
}

void BotApi::call(const QString& method, const QJsonObject& parameters, std::chrono::milliseconds timeout,
                  QObject* context, Done done)
{
    QUrl url = m_baseUrl;
    QString path = url.path();
    if (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/bot"_s + QString::fromLatin1(m_token) + u'/' + method);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    const QByteArray bytes = QJsonDocument(parameters).toJson(QJsonDocument::Compact);
    request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    auto* body = new OnceBody(bytes, &m_network);
    if (m_underWay++ == 0)
        m_network.clearConnectionCache();
    QNetworkReply* reply = m_network.post(request, body);
    body->setParent(reply);
    QObject::connect(reply, &QNetworkReply::finished, context, [this, reply, done = std::move(done)] {
        --m_underWay;
        reply->deleteLater();
        done(answerOf(*reply));
    });
}

} // namespace channels
