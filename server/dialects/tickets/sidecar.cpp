// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/sidecar.h"

#include "dialects/tickets/wire.h"
#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr int eventsAtOnce = 200;
constexpr size_t keptBroadcasts = 100;
constexpr qsizetype longestBroadcast = 64 * 1024;
constexpr size_t mostReaders = 4'096;
constexpr qint64 readerIdleMs = 5 * 60 * 1000;
constexpr qint64 forgetEveryMs = 10 * 1000;

net::Response sideFailure(int httpStatus, const QString& text)
{
    return answer({{u"error"_s, text}}, httpStatus);
}

QByteArray readerOf(const net::Request& request)
{
    const qint64 user = request.principal ? request.principal->user.value() : 0;
    return QByteArray::number(user) + ' ' + request.peer.toString().toLatin1() + ' ' +
           request.header("user-agent").left(200);
}

} // namespace

SideCar::SideCar(const TicketsContext& context, TicketSockets& sockets)
    : m_context(context), m_sockets(sockets), m_startedAt(context.clock.monotonicMs())
{
}

void SideCar::addTo(net::Router& router)
{
    const auto add = [&](const char* method, const char* path, auto handle) {
        router.add(net::Route{method, path, net::Access::anybody(), handle, TicketsPage});
    };
    add("GET", "/test", [](const net::Request&, const net::Responder& respond) {
        respond(answer({{u"status"_s, u"ok"_s}, {u"message"_s, u"The tickets' socket server is running"_s}}));
    });
    add("GET", "/status",
        [this](const net::Request&, const net::Responder& respond) { respond(status(true)); });
    add("GET", "/clients",
        [this](const net::Request&, const net::Responder& respond) { respond(status(false)); });
    add("GET", "/messages",
        [this](const net::Request& request, const net::Responder& respond) { messages(request, respond); });
    add("POST", "/broadcast",
        [this](const net::Request& request, const net::Responder& respond) { broadcast(request, respond); });
    router.setFallback([](const net::Request&, int httpStatus) {
        return sideFailure(httpStatus, httpStatus == 404 ? u"Not found"_s : u"Not allowed"_s);
    });
    m_sockets.addTo(router);
}

net::Response SideCar::status(bool whole) const
{
    QJsonObject object{{u"connected_clients"_s, m_sockets.sessions()}};
    if (whole) {
        object.insert(u"server_time"_s, protocol::toWire(m_context.clock.now()));
        object.insert(u"uptime"_s, (m_context.clock.monotonicMs() - m_startedAt) / 1000);
    }
    return answer(object);
}

void SideCar::forgetIdleReaders(qint64 now)
{
    if (now - m_forgotAt < forgetEveryMs)
        return;
    m_forgotAt = now;
    std::erase_if(m_readers, [now](const auto& one) { return now - one.second.seenAt > readerIdleMs; });
}

/// GET /messages → {"messages":[{"type","data","timestamp"}, …]}
void SideCar::messages(const net::Request& request, const net::Responder& respond)
{
    const auto ears = earsOf(request, m_context.config);
    if (!ears) // as the original's always are; 401 would make its clients give up
        return respond(answer({{u"messages"_s, QJsonArray()}}));
    tickets::read(m_context, respond,
                  [this, ears = *ears, reader = readerOf(request)](domain::Workspace& work) {
                      return unseen(work, reader, ears);
                  });
}

protocol::Result<net::Response> SideCar::unseen(domain::Workspace& work, const QByteArray& reader,
                                                const TicketEars& ears)
{
    auto& tickets = work.get<domain::TicketRepository>();
    const qint64 now = m_context.clock.monotonicMs();
    Reader place;
    bool isNew = false;
    QJsonArray list;
    {
        const std::lock_guard lock(m_mutex);
        forgetIdleReaders(now);
        const auto known = m_readers.find(reader);
        isNew = known == m_readers.end();
        if (isNew && m_readers.size() >= mostReaders)
            return answer({{u"messages"_s, list}});
        place = isNew ? Reader{0, m_lastBroadcast, now} : known->second;
        for (const Broadcast& one : m_broadcasts) {
            if (one.number > place.message && one.company == ears.company)
                list.append(one.message);
        }
        place.message = m_lastBroadcast;
    }
    if (isNew) {
        place.event = tickets.newestEvent(ears.company);
    } else {
        const QTimeZone zone = ticketZone(work, ears.company);
        for (const domain::TicketEvent& event :
             tickets.eventsAfter(ears.company, place.event, eventsAtOnce)) {
            place.event = event.id;
            const auto ticket = tickets.find(ears.company, event.ticket);
            if (ticket && ears.hear(ticket->audience()))
                list.append(eventJson(event, *ticket, zone));
        }
    }
    place.seenAt = now;
    const std::lock_guard lock(m_mutex);
    m_readers.insert_or_assign(reader, place);
    return answer({{u"messages"_s, list}});
}

/// POST /broadcast {"message":{…}} → {"status":"success"}
void SideCar::broadcast(const net::Request& request, const net::Responder& respond)
{
    // The original's own pages post from the same machine and have no login.
    const bool isLocal = m_context.config.anonymous && request.peer.isLoopback();
    if (!request.principal && !isLocal)
        return respond(sideFailure(401, u"A login is needed"_s));
    if (request.principal && !request.principal->roles.passes(helpers))
        return respond(sideFailure(403, u"Not allowed"_s));
    if (!isFromOwnPage(request))
        return respond(sideFailure(403, u"A page of another site may not do this"_s));
    const QJsonValue message = QJsonDocument::fromJson(request.body).object()[u"message"_s];
    if (!message.isObject())
        return respond(sideFailure(400, u"message must be a JSON object"_s));
    if (request.body.size() > longestBroadcast)
        return respond(sideFailure(400, u"message is too long"_s));
    const protocol::CompanyId company =
        request.principal ? request.principal->company : m_context.config.company;
    {
        const std::lock_guard lock(m_mutex);
        m_broadcasts.push_back({++m_lastBroadcast, company, message.toObject()});
        if (m_broadcasts.size() > keptBroadcasts)
            m_broadcasts.pop_front();
    }
    m_sockets.broadcast(company, QJsonDocument(message.toObject()).toJson(QJsonDocument::Compact));
    respond(answer({{u"status"_s, u"success"_s}}));
}

} // namespace dialects::tickets
