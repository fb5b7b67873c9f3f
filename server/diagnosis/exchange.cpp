// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/exchange.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslCertificate>

#include <algorithm>

namespace diagnosis {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype longestHead = 64 * 1024;
constexpr qsizetype longestBody = 4 * 1024 * 1024;

QByteArray randomKey()
{
    QByteArray bytes(16, Qt::Uninitialized);
    for (char& byte : bytes)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return bytes.toBase64();
}

/// The body of a chunked answer; none while it is not whole.
std::optional<QByteArray> dechunked(const QByteArray& input)
{
    QByteArray body;
    for (qsizetype at = 0;;) {
        const qsizetype lineEnd = input.indexOf("\r\n", at);
        if (lineEnd < 0)
            return std::nullopt;
        bool isNumber = false;
        const qsizetype size = input.mid(at, lineEnd - at).split(';').first().trimmed().toInt(&isNumber, 16);
        if (!isNumber || size < 0)
            return std::nullopt;
        if (size == 0)
            return body;
        at = lineEnd + 2;
        if (input.size() - at < size + 2)
            return std::nullopt;
        body += input.mid(at, size);
        at += size + 2;
    }
}

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    default:
        return u"TLS"_s;
    }
}

Trouble troubleConnecting(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return Trouble::NameUnknown;
    case QAbstractSocket::ConnectionRefusedError:
        return Trouble::Refused;
    case QAbstractSocket::NetworkError:
        return Trouble::NoRoute;
    case QAbstractSocket::SocketTimeoutError:
        return Trouble::ConnectSilent;
    case QAbstractSocket::SocketAccessError: // how Qt says that a proxy answered 403
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return Trouble::Proxy;
    default:
        return Trouble::ConnectFailed;
    }
}

} // namespace

QByteArray Answer::header(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Exchange::Exchange(Question question, Patience patience, QObject* parent)
    : QObject(parent)
    , m_question(std::move(question))
    , m_patience(patience)
    , m_encrypted(m_question.url.scheme() == "https"_L1)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Exchange::timedOut);
    connect(&m_socket, &QAbstractSocket::connected, this, [this] {
        m_answer.connected = true;
        m_answer.connectedAfter =
            std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - m_began);
        if (m_encrypted)
            enter(Stage::Encrypting);
        else
            ask();
    });
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        m_answer.encryptedAfter =
            std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - m_began);
        seeTls({});
        m_answer.tls->protocol = protocolName(m_socket.sessionProtocol());
        ask();
    });
    connect(&m_socket, &QSslSocket::sslErrors, this, &Exchange::seeTls);
    connect(&m_socket, &QIODevice::readyRead, this, &Exchange::read);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &Exchange::failed);
    connect(&m_socket, &QAbstractSocket::disconnected, this, [this] {
        if (m_stage != Stage::Answering)
            return;
        m_input += m_socket.readAll();
        parse(true);
    });
}

Exchange::~Exchange()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void Exchange::start()
{
    m_began = std::chrono::steady_clock::now();
    enter(Stage::Connecting);
    m_socket.setProtocolTag(m_question.url.scheme()); // by which the machine's settings name proxies
    if (!m_question.throughProxy)
        m_socket.setProxy(QNetworkProxy::NoProxy);
    const QString host = m_question.url.host();
    const auto port = static_cast<quint16>(m_question.url.port(m_encrypted ? 443 : 80));
    if (m_encrypted)
        m_socket.connectToHostEncrypted(host, port);
    else
        m_socket.connectToHost(host, port);
}

void Exchange::enter(Stage stage)
{
    m_stage = stage;
    const milliseconds patience = stage == Stage::Connecting   ? m_patience.connection
                                  : stage == Stage::Encrypting ? m_patience.tls
                                                               : m_patience.answer;
    m_timer.start(patience);
}

void Exchange::ask()
{
    enter(Stage::Answering);
    const QUrl& url = m_question.url;
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray request = m_question.method + ' ' + target + " HTTP/1.1\r\nHost: " +
                         url.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded).toLatin1() +
                         "\r\nUser-Agent: vakhta/" VAKHTA_VERSION "\r\nAccept: application/json\r\n";
    for (const auto& [name, value] : m_question.headers)
        request += name + ": " + value + "\r\n";
    if (m_question.upgrade) {
        m_answer.upgradeKey = randomKey();
        request += "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: " +
                   m_answer.upgradeKey + "\r\n";
    } else {
        request += "Connection: close\r\n";
    }
    if (m_question.method != "GET") {
        request += "Content-Type: application/json\r\nContent-Length: " +
                   QByteArray::number(m_question.body.size()) + "\r\n";
    }
    m_socket.write(request + "\r\n" + m_question.body);
}

void Exchange::read()
{
    if (m_stage != Stage::Answering)
        return;
    m_input += m_socket.readAll();
    m_timer.start(m_patience.answer);
    parse(false);
}

bool Exchange::parseHead()
{
    while (!m_hasHead) {
        const qsizetype headEnd = m_input.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return false;
        const QList<QByteArray> lines = m_input.first(headEnd).split('\n');
        m_input = m_input.sliced(headEnd + 4);
        m_answer.status = lines[0].split(' ').value(1).trimmed().toInt();
        m_answer.headers.clear();
        for (const QByteArray& line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0)
                m_answer.headers.emplace_back(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
        }
        const bool isInterim = m_answer.status >= 100 && m_answer.status < 200 && m_answer.status != 101;
        m_hasHead = !isInterim;
    }
    return true;
}

void Exchange::parse(bool atEnd)
{
    if (!m_hasHead) {
        static constexpr QByteArrayView sign("HTTP/1.");
        const qsizetype seen = std::min(sign.size(), m_input.size());
        if (QByteArrayView(m_input).first(seen) != sign.first(seen) || m_input.size() > longestHead)
            return end(Trouble::NotHttp);
        if (!parseHead())
            return atEnd ? end(Trouble::Cut) : void();
        if (m_answer.status < 100 || m_answer.status > 599)
            return end(Trouble::NotHttp);
    }
    const QByteArray length = m_answer.header("Content-Length");
    const bool isBodiless = m_answer.status == 101 || m_answer.status == 204 || m_answer.status == 304;
    if (isBodiless) {
        m_answer.body.clear();
    } else if (m_answer.header("Transfer-Encoding").toLower().contains("chunked")) {
        const auto body = dechunked(m_input);
        if (!body && m_input.size() <= longestBody)
            return atEnd ? end(Trouble::Cut) : void();
        m_answer.body = body.value_or(QByteArray());
    } else if (!length.isNull()) {
        const qint64 size = length.toLongLong();
        if (m_input.size() < std::min<qint64>(size, longestBody))
            return atEnd ? end(Trouble::Cut) : void();
        m_answer.body = m_input.left(size);
    } else {
        if (!atEnd && m_input.size() <= longestBody)
            return;
        m_answer.body = m_input;
    }
    end(Trouble::None);
}

void Exchange::failed(QAbstractSocket::SocketError error)
{
    switch (m_stage) {
    case Stage::Connecting:
        return end(troubleConnecting(error), m_socket.errorString());
    case Stage::Encrypting:
        return end(m_answer.tls && !m_answer.tls->errors.isEmpty() ? Trouble::Certificate : Trouble::Tls,
                   m_socket.errorString());
    case Stage::Answering:
        // The end of the connection is the end of some answers: "disconnected" comes after this.
        if (error != QAbstractSocket::RemoteHostClosedError)
            end(Trouble::Cut, m_socket.errorString());
        return;
    case Stage::Ended:
        return;
    }
}

void Exchange::timedOut()
{
    switch (m_stage) {
    case Stage::Connecting:
        return end(Trouble::ConnectSilent);
    case Stage::Encrypting:
        return end(Trouble::TlsSilent);
    case Stage::Answering:
        return end(m_input.isEmpty() && !m_hasHead ? Trouble::Silent : Trouble::Cut);
    case Stage::Ended:
        return;
    }
}

void Exchange::seeTls(const QList<QSslError>& errors)
{
    if (!m_answer.tls)
        m_answer.tls.emplace();
    const QSslCertificate certificate = m_socket.peerCertificate();
    m_answer.tls->subject = certificate.subjectDisplayName();
    m_answer.tls->issuer = certificate.issuerDisplayName();
    m_answer.tls->names = certificate.subjectAlternativeNames().values();
    m_answer.tls->from = certificate.effectiveDate().toUTC();
    m_answer.tls->until = certificate.expiryDate().toUTC();
    for (const QSslError& error : errors)
        m_answer.tls->errors.append(error.error());
}

void Exchange::end(Trouble trouble, const QString& detail)
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Ended;
    m_timer.stop();
    m_answer.trouble = trouble;
    m_answer.detail = detail;
    m_answer.took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - m_began);
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
    emit finished(m_answer);
}

} // namespace diagnosis
