// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"

#include "api/auth/passwords.h"
#include "commands/database.h"
#include "domain/cafe/hallservice.h"
#include "domain/import/csv.h"

#include <QRegularExpression>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using protocol::Role;

namespace {

const QByteArray& signingKey()
{
    static const QByteArray key(32, 'k');
    return key;
}

} // namespace

QByteArray CafeReply::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

CafeFixture::CafeFixture() : m_tokens(signingKey(), m_clock)
{
    m_config.listen.port = 0;
    m_config.listen.shards = 2;
    m_config.companyName = u"Кафе"_s;
    m_config.timeZone = QTimeZone("Asia/Bishkek");
    fill();
    const storage::DataFolder folder(m_folder.path());
    m_daemon = std::make_unique<commands::Daemon>(m_config, folder, home, signingKey());
    if (const QString trouble = m_daemon->start(); !trouble.isEmpty())
        qFatal("%s", qPrintable(trouble));
}

CafeFixture::~CafeFixture()
{
    m_daemon->stop();
}

void CafeFixture::fill()
{
    const auto database = commands::Database::open(m_config, m_folder.path());
    if (!database)
        qFatal("%s", qPrintable(database.error()));
    const QString hash = api::hashPassword(password, {1, 8192});
    const auto filled = (*database)->write<std::monostate>([&](domain::Workspace& work) {
        const auto cafe = commands::companyNamed(work, m_config.companyName, m_config.timeZone);
        const auto other = commands::companyNamed(work, u"Чужое"_s, QTimeZone("Europe/Berlin"));
        home = cafe.id;
        north = *commands::branchNamed(work, cafe, u"Север"_s);
        south = *commands::branchNamed(work, *work.get<domain::CompanyRepository>().find(cafe.id), u"Юг"_s);
        const auto hire = [&](const QString& name, protocol::Roles roles, std::optional<protocol::BranchId> branch,
                              protocol::CompanyId company) {
            m_people.insert_or_assign(name, work.get<domain::AccountRepository>().insert(
                                                {.company = company,
                                                 .branch = branch,
                                                 .username = name,
                                                 .passwordHash = hash,
                                                 .fullName = u"Тестов %1"_s.arg(name),
                                                 .phone = u"+996700000000"_s,
                                                 .email = name + u"@example.org"_s,
                                                 .roles = roles}));
        };
        hire(u"boss"_s, {Role::Manager}, {}, home);
        hire(u"manager"_s, {Role::Manager}, {}, home);
        hire(u"owner"_s, {Role::Admin}, {}, home);
        hire(u"waiter"_s, {Role::Waiter}, {}, home);
        hire(u"cook"_s, {Role::Cook}, {}, home);
        hire(u"cook2"_s, {Role::Cook}, {}, home);
        hire(u"loom"_s, {Role::Operator}, {}, home);
        hire(u"north-boss"_s, {Role::Manager}, north, home);
        hire(u"north-waiter"_s, {Role::Waiter}, north, home);
        hire(u"north-cook"_s, {Role::Cook}, north, home);
        hire(u"south-waiter"_s, {Role::Waiter}, south, home);
        hire(u"technician"_s, {Role::Technician}, {}, home);
        hire(u"stranger"_s, {Role::Admin, Role::Manager, Role::Waiter, Role::Cook}, {}, other.id);
        QByteArray tables = "number,zone\n";
        for (int i = 1; i <= 101; ++i)
            tables += QByteArray::number(i) + ",Зал\n";
        const auto report =
            work.get<domain::HallService>().importTable(other.id, {}, domain::parseCsv(tables).value());
        if (!report.ok())
            qFatal("%s", qPrintable(report.text()));
        return protocol::Result<std::monostate>(std::monostate());
    });
    if (!filled)
        qFatal("%s", qPrintable(filled.error().text()));
}

QByteArray CafeFixture::token(const QString& name, api::TokenKind kind) const
{
    const domain::Account& who = account(name);
    return m_tokens.issue(kind, who.id, who.roles).toLatin1();
}

CafeReply CafeFixture::send(const QByteArray& method, const QByteArray& path, const QString& who,
                            const QJsonObject& body) const
{
    const QByteArray headers = who.isEmpty() ? QByteArray() : "Authorization: Bearer " + token(who) + "\r\n";
    return sendRaw(method, path, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact),
                   headers);
}

CafeReply CafeFixture::sendRaw(const QByteArray& method, const QByteArray& path, const QByteArray& body,
                               const QByteArray& headers) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_daemon->url().port()));
    if (!socket.waitForConnected(20'000))
        return {};
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: cafe.example\r\nConnection: close\r\n" + headers;
    if (!body.isEmpty() || method == "POST")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray raw;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000))
        raw += socket.readAll();
    raw += socket.readAll();
    const qsizetype end = raw.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    CafeReply reply;
    reply.body = raw.sliced(end + 4);
    const auto lines = raw.first(end).split('\n');
    reply.status = lines[0].split(' ').value(1).toInt();
    for (const QByteArray& line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.emplaceBack(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
    }
    return reply;
}

QJsonObject CafeFixture::done(const CafeReply& reply) const
{
    if (reply.status < 200 || reply.status > 299)
        qFatal("%d: %s", reply.status, reply.body.constData());
    return reply.json();
}

QUrl CafeFixture::socketUrl(const QByteArray& path) const
{
    return QUrl(u"ws://127.0.0.1:%1%2"_s.arg(m_daemon->url().port()).arg(QString::fromLatin1(path)));
}

int CafeFixture::upgrade(const QByteArray& path, const QByteArray& headers) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_daemon->url().port()));
    if (!socket.waitForConnected(20'000))
        return 0;
    socket.write("GET " + path +
                 " HTTP/1.1\r\nHost: cafe.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 headers + "\r\n");
    QByteArray raw;
    while (!raw.contains('\n') && socket.waitForReadyRead(20'000))
        raw += socket.readAll();
    return raw.split(' ').value(1).toInt();
}

QJsonValue CafeFixture::steady(const QJsonValue& json)
{
    if (json.isObject())
        return steady(json.toObject());
    if (json.isArray()) {
        QJsonArray array;
        for (const QJsonValue& value : json.toArray())
            array.append(steady(value));
        return array;
    }
    if (!json.isString())
        return json;
    static const QRegularExpression uuid(u"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"_s);
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?\\+06:00$"_s);
    QString text = json.toString();
    if (text.startsWith("eyJ"_L1))
        return u"<token>"_s;
    if (time.match(text).hasMatch())
        return u"<time>"_s;
    for (auto match = uuid.match(text); match.hasMatch(); match = uuid.match(text)) {
        const QString found = match.captured();
        const auto name = m_names.try_emplace(found, u"<uuid %1>"_s.arg(m_names.size() + 1)).first->second;
        text.replace(found, name);
    }
    return text;
}

QJsonObject CafeFixture::steady(const QJsonObject& json)
{
    QJsonObject object;
    for (auto it = json.begin(); it != json.end(); ++it)
        object.insert(it.key(), steady(QJsonValue(it.value())));
    return object;
}

CafeSocketClient::CafeSocketClient(const CafeFixture& cafe, const QByteArray& path, const QString& who)
{
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString& text) {
        told.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    const QByteArray separator = path.contains('?') ? "&" : "?";
    socket.open(cafe.socketUrl(path + separator + "token=" + cafe.token(who)));
    if (!waitFor(1))
        qFatal("A socket has not been greeted");
}

QStringList CafeSocketClient::types() const
{
    QStringList types;
    for (const QJsonObject& message : told)
        types.append(message[u"type"_s].toString());
    return types;
}
