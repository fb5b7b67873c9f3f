// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/sockets.h"

#include "dialects/cafe/messages.h"
#include "dialects/cafe/names.h"
#include "domain/cafe/topics.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

const net::Access& socketAccess()
{
    static const net::Access access = net::Access::user(everybody);
    return access;
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

CafeSockets::CafeSockets(const CafeContext& context) : m_context(context), m_groups(context.executor, rules())
{
}

CafeSockets::Groups::Rules CafeSockets::rules()
{
    protocol::Topics topics;
    for (const protocol::TopicIndex topic :
         {domain::topic::tables, domain::topic::orders, domain::topic::kitchen})
        topics.insert(topic);
    return {.topics = topics,
            .hears = hears,
            .make = [this](domain::Workspace& work, const domain::StoredEvent& event,
                           const std::vector<Key>& by,
                           std::vector<Groups::Push>& pushes) { make(work, event, by, pushes); },
            .welcome =
                [this](const net::Request& request) {
                    return isStillWelcome(*m_router, request, socketAccess(), CafeSocket);
                }};
}

void CafeSockets::addTo(net::Router& router)
{
    m_router = &router;
    for (const auto& [path, kind] : {std::pair<QByteArray, Kind>{"/ws/cafe/orders/", Kind::Orders},
                                     {"/ws/cafe/tables/", Kind::Tables},
                                     {"/ws/cafe/kitchen/", Kind::Kitchen}}) {
        for (const QByteArray& pattern : {path, path.chopped(1)}) {
            router.add(net::WebSocketRoute{
                pattern,
                socketAccess(),
                {},
                [this, its = kind](net::WebSocketSession& session) { accept(session, its); },
                CafeSocket});
        }
    }
}

void CafeSockets::accept(net::WebSocketSession& session, Kind kind)
{
    const protocol::Principal& who = *session.request().principal;
    Key key{kind, who.company, who.branch};
    if (maySelectBranch(who))
        key.branch = namedBranch(m_context, session.request(), who.company, u"branch_id"_s);
    if (!m_groups.join(session, key))
        return;
    session.sendText(
        compact({{u"type"_s, u"connection_established"_s},
                 {u"company_id"_s, text(uuidOf(key.company))},
                 {u"branch_id"_s, key.branch ? QJsonValue(text(uuidOf(*key.branch))) : QJsonValue()},
                 {u"group"_s, groupOf(key)}}));
    QObject::connect(&session, &net::WebSocketSession::textReceived, &session,
                     [&session](const QByteArray& utf8) {
                         if (QJsonDocument::fromJson(utf8).object()[u"action"_s].toString() == "ping"_L1)
                             session.sendText(R"({"type":"pong"})");
                     });
}

QString CafeSockets::groupOf(const Key& key)
{
    static const QString prefixes[] = {u"cafe_orders_"_s, u"cafe_tables_"_s, u"cafe_kitchen_"_s};
    const QString group = prefixes[static_cast<size_t>(key.kind)] + text(uuidOf(key.company));
    return key.branch ? group + u'_' + text(uuidOf(*key.branch)) : group;
}

std::vector<net::SocketProbe> CafeSockets::probes()
{
    return {probe(Kind::Orders, u"orders"_s), probe(Kind::Tables, u"tables"_s),
            probe(Kind::Kitchen, u"kitchen"_s)};
}

net::SocketProbe CafeSockets::probe(Kind kind, const QString& name)
{
    net::SocketProbe probe{u"cafe/"_s + name, u"/ws/cafe/%1/"_s.arg(name), {}, {}};
    probe.promise = [kind](const net::Request& request, std::optional<protocol::BranchId> branch) {
        const protocol::Principal& who = *request.principal;
        net::SocketProbe::Promise promise{.opens = who.roles.passes(everybody)};
        if (branch)
            promise.query = u"branch_id="_s + text(uuidOf(*branch));
        promise.group = groupOf({kind, who.company, branch ? branch : who.branch});
        return promise;
    };
    probe.echo = [this, kind](const protocol::Principal& who, std::optional<protocol::BranchId> branch,
                              const QByteArray& utf8, std::function<void(int)> done) {
        const protocol::TopicIndex topic = kind == Kind::Orders   ? domain::topic::orders
                                           : kind == Kind::Tables ? domain::topic::tables
                                                                  : domain::topic::kitchen;
        m_groups.echo({0,
                       topic,
                       protocol::Event::Op::Put,
                       {},
                       {who.company, branch ? branch : who.branch, {}, {}},
                       R"({"cause":"ready"})"}, // what the kitchen is told of
                      who.user, net::Frame::text(utf8), std::move(done));
    };
    return probe;
}

bool CafeSockets::hears(const Key& key, const domain::StoredEvent& event)
{
    if (key.company != event.audience.company || key.branch != event.audience.branch)
        return false;
    if (event.topic == domain::topic::tables)
        return key.kind != Kind::Kitchen;
    if (event.topic == domain::topic::orders)
        return key.kind == Kind::Orders;
    // Most of what happens at the kitchen is nobody's message.
    return key.kind != Kind::Tables && event.json.contains(R"("cause":"ready")");
}

void CafeSockets::make(domain::Workspace& work, const domain::StoredEvent& event, const std::vector<Key>& by,
                       std::vector<Groups::Push>& pushes) const
{
    const auto message = messageOf(work, m_context, event);
    if (!message)
        return;
    const net::Frame frame = net::Frame::text(compact(message->json));
    for (const Key& key : by) {
        if (key.kind == Kind::Tables ? message->forTables : message->forOthers)
            pushes.push_back({key, frame});
    }
}

} // namespace dialects::cafe
