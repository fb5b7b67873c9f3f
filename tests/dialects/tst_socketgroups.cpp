// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/socketgroups.h"
#include "support/memoryplant.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using dialects::SocketGroups;

namespace {

constexpr net::DialectTag tag = 90;
const protocol::TopicIndex machines = protocol::topicIndex(u"machines").value();
const protocol::TopicIndex gates = protocol::topicIndex(u"access").value();

/// Who listens: those of a company, who may want only what is loud.
struct Ears
{
    protocol::CompanyId company;
    bool loudOnly = false;
    friend auto operator<=>(const Ears&, const Ears&) = default;
};

/// A dialect of one socket, /ears?token=<company>[-loud]: each change of a machine is told by its name.
/// "loud" and "all" change what somebody wants, anything else is answered by its length.
class Hall final
{
public:
    explicit Hall(std::chrono::milliseconds askEvery = 60s)
    {
        protocol::Topics topics;
        topics.insert(machines);
        sockets.emplace(plant, SocketGroups<Ears>::Rules{
                                   .topics = topics,
                                   .hears =
                                       [](const Ears& ears, const domain::StoredEvent& event) {
                                           return ears.company == event.audience.company &&
                                                  (!ears.loudOnly || event.id.startsWith(u'L'));
                                       },
                                   .make =
                                       [this](domain::Workspace&, const domain::StoredEvent& event,
                                              const std::vector<Ears>& by, auto& pushes) {
                                           ++made;
                                           const auto frame = net::Frame::text(event.id.toUtf8());
                                           for (const Ears& ears : by)
                                               pushes.push_back({ears, frame});
                                       },
                                   .welcome =
                                       [this](const net::Request& request) {
                                           return dialects::isStillWelcome(router, request,
                                                                           net::Access::user(), tag);
                                       },
                                   .askEvery = askEvery});
        plant.listener = [this](const auto& batch) { sockets->committed(*batch); };
        net::WebSocketRoute route;
        route.pattern = "/ears";
        route.access = net::Access::user();
        route.dialect = tag;
        route.accept = [this](net::WebSocketSession& session) { accept(session); };
        router.add(std::move(route));
        router.setGuard([this](net::Request& request, const net::Access&,
                               net::DialectTag) -> std::optional<net::Response> {
            const auto company =
                protocol::CompanyId::from(request.query(u"token"_s).section(u'-', 0, 0).toLongLong());
            if (!company || revoked == company->value())
                return net::Response{401, {}, {}, {}};
            request.principal = std::make_shared<protocol::Principal>(protocol::Principal{
                *protocol::UserId::from(1), *company, std::nullopt, protocol::Roles(), u"ear"_s});
            return std::nullopt;
        });
        net::ListenConfig listen;
        listen.port = 0;
        listen.shards = 2;
        server = std::make_unique<net::Server>(listen, router);
        const QString trouble = server->start();
        if (!trouble.isEmpty())
            qFatal("%s", qPrintable(trouble));
    }
    ~Hall()
    {
        sockets->stop();
        server->stop();
        plant.stop();
    }

    void accept(net::WebSocketSession& session)
    {
        const Ears ears{session.request().principal->company,
                        session.request().query(u"token"_s).endsWith(u"-loud")};
        if (!sockets->join(session, ears))
            return;
        QObject::connect(&session, &net::WebSocketSession::textReceived, &session,
                         [this, &session, ears](const QByteArray& utf8) {
                             if (utf8 == "loud" || utf8 == "all")
                                 sockets->move(session, {ears.company, utf8 == "loud"});
                             sockets->answer(session, [utf8](domain::Workspace&) {
                                 return QByteArray::number(utf8.size());
                             });
                         });
    }
    void change(const QString& id, qint64 company = 1, protocol::TopicIndex topic = machines)
    {
        plant.record({topic, id, QJsonObject{{u"id"_s, id}, {u"n"_s, ++changes}},
                      {.company = *protocol::CompanyId::from(company)}, u"test"_s});
    }
    QUrl url(const QString& token) const
    {
        return QUrl(u"ws://127.0.0.1:%1/ears?token=%2"_s.arg(server->port()).arg(token));
    }
    int present() const
    {
        return sockets->sessions([](const Ears&) { return true; });
    }

    support::MemoryPlant plant;
    std::optional<SocketGroups<Ears>> sockets;
    net::Router router;
    std::unique_ptr<net::Server> server;
    std::atomic<int> made = 0;
    std::atomic<qint64> revoked = 0;
    int changes = 0;
};

struct Listener
{
    Listener(const Hall& hall, const QString& token)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString& text) { heard.append(text); });
        const int before = hall.present();
        socket.open(hall.url(token));
        [&] { QTRY_COMPARE(hall.present(), before + 1); }();
    }
    QWebSocket socket;
    QStringList heard;
};

} // namespace

class TestSocketGroups final : public QObject
{
    Q_OBJECT
private slots:
    void eachGetsItsOwnOnceInOrder()
    {
        Hall hall;
        Listener first(hall, u"1"_s);
        Listener second(hall, u"1"_s);
        Listener loud(hall, u"1-loud"_s);
        Listener foreign(hall, u"2"_s);
        QStringList all;
        for (int i = 0; i < 300; ++i) {
            all.append((i % 3 == 0 ? u"L%1"_s : u"q%1"_s).arg(i));
            hall.change(all.last());
        }
        hall.change(u"L-abroad"_s, 2);
        hall.change(u"another topic"_s, 1, gates);
        hall.change(u"L-end"_s);
        QTRY_COMPARE(loud.heard.value(loud.heard.size() - 1), u"L-end"_s);
        QTRY_COMPARE(first.heard, all + QStringList{u"L-end"_s});
        QTRY_COMPARE(second.heard, first.heard);
        QCOMPARE(loud.heard, first.heard.filter(QRegularExpression(u"^L"_s)));
        QTRY_COMPARE(foreign.heard, QStringList{u"L-abroad"_s});
        QCOMPARE(hall.made, 302); // once an event, however many listen
    }

    void nobodyListeningCostsNothing()
    {
        Hall hall;
        hall.change(u"L1"_s);
        { // somebody, and gone again
            Listener gone(hall, u"1"_s);
            gone.socket.close();
            QTRY_COMPARE(hall.present(), 0);
        }
        hall.change(u"L2"_s);
        Listener abroad(hall, u"2"_s);
        hall.change(u"L3"_s);
        hall.plant.settle();
        QCOMPARE(hall.plant.reads, 0);
    }

    void whoSubscribesToLessGetsLess()
    {
        Hall hall;
        Listener ear(hall, u"1"_s);
        ear.socket.sendTextMessage(u"loud"_s);
        QTRY_COMPARE(ear.heard, QStringList{u"4"_s});
        hall.change(u"q1"_s);
        hall.change(u"L1"_s);
        QTRY_COMPARE(ear.heard, (QStringList{u"4"_s, u"L1"_s}));
        ear.socket.sendTextMessage(u"all"_s);
        QTRY_COMPARE(ear.heard.last(), u"3"_s);
        hall.change(u"q2"_s);
        QTRY_COMPARE(ear.heard.last(), u"q2"_s);
    }

    void anAnswerIsForTheAskerAlone()
    {
        Hall hall;
        Listener asker(hall, u"1"_s);
        Listener other(hall, u"1"_s);
        asker.socket.sendTextMessage(u"hello"_s);
        QTRY_COMPARE(asker.heard, QStringList{u"5"_s});
        hall.change(u"L1"_s);
        QTRY_COMPARE(other.heard, QStringList{u"L1"_s});
    }

    void overloadDelaysAndLosesNothing()
    {
        Hall hall;
        Listener ear(hall, u"1"_s);
        hall.plant.refusesReads = true;
        hall.change(u"L1"_s);
        hall.change(u"L2"_s);
        hall.plant.settle();
        QCOMPARE(ear.heard, QStringList());
        hall.plant.refusesReads = false;
        QTRY_COMPARE(ear.heard, (QStringList{u"L1"_s, u"L2"_s}));
    }

    void aReadThatThrowsStopsNothing()
    {
        Hall hall;
        Listener ear(hall, u"1"_s);
        hall.plant.throwsOnRead = true;
        hall.change(u"L1"_s);
        hall.plant.settle();
        hall.plant.throwsOnRead = false;
        hall.change(u"L2"_s);
        QTRY_COMPARE(ear.heard, QStringList{u"L2"_s});
    }

    void whoIsNoLongerWelcomeIsSentAway()
    {
        Hall hall(160ms);
        Listener one(hall, u"1"_s);
        Listener two(hall, u"2"_s);
        hall.revoked = 1;
        QTRY_COMPARE(one.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
        QTRY_COMPARE(hall.present(), 1);
        QCOMPARE(two.socket.state(), QAbstractSocket::ConnectedState);
    }

    void afterTheStopNothingIsSent()
    {
        Hall hall;
        Listener ear(hall, u"1"_s);
        hall.sockets->stop();
        hall.change(u"L1"_s);
        hall.plant.settle();
        hall.server->stop();
        QTRY_COMPARE(ear.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(ear.heard, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestSocketGroups)
#include "tst_socketgroups.moc"
