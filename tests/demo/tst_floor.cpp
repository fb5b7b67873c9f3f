// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cast.h"
#include "demo/plant.h"
#include "net/server.h"
#include "support/manualclock.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

/// Readers that do not answer each card's first post: a server that was too busy.
class BusyReaders final
{
public:
    BusyReaders()
    {
        m_router.setGuard([](net::Request&, const net::Access&, net::DialectTag) { return std::nullopt; });
        for (const char* path : {"/security/api/scan/", "/employees/api/rfid-scan/"}) {
            m_router.add(net::Route{"POST", path, net::Access::device(),
                                    [this, path](const net::Request& request, net::Responder responder) {
                                        responder(answer(path, request.body));
                                    },
                                    0});
        }
        net::ListenConfig listen;
        listen.port = 0;
        m_server = std::make_unique<net::Server>(listen, m_router);
        if (const QString trouble = m_server->start(); !trouble.isEmpty())
            qFatal("%s", qPrintable(trouble));
    }
    ~BusyReaders() { m_server->stop(std::chrono::milliseconds(200)); }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->port())); }
    void letIn(const QSet<QString>& cards) { m_inside = cards; }
    bool hasInside(const QSet<QString>& cards) const
    {
        const std::lock_guard lock(m_mutex);
        return m_inside.intersects(cards);
    }

private:
    net::Response answer(const QByteArray& path, const QByteArray& body)
    {
        const QString card = QJsonDocument::fromJson(body).object()["rfid_uid"_L1].toString();
        const std::lock_guard lock(m_mutex);
        net::Response response;
        if (QSet<QString>& answered = m_answered[path]; !answered.contains(card)) {
            answered.insert(card);
            response.status = 503;
            return response;
        }
        QSet<QString>& here = path.startsWith("/security") ? m_inside : m_present;
        const bool out = here.remove(card);
        if (!out)
            here.insert(card);
        response.body = out ? R"({"success":true,"action":"out"})" : R"({"success":true,"action":"in"})";
        return response;
    }

    mutable std::mutex m_mutex;
    QHash<QByteArray, QSet<QString>> m_answered;
    QSet<QString> m_inside;  ///< cards
    QSet<QString> m_present; ///< cards
    net::Router m_router;
    std::unique_ptr<net::Server> m_server;
};

} // namespace

/// What the plant's people do where the server does not do its part.
class TestFloor : public QObject
{
    Q_OBJECT

private slots:
    void whomTheGateDidNotLetOutTriesAgain()
    {
        const demo::PlantOptions options{.seed = 7, .server = {}, .pace = 300};
        const QTimeZone zone("Asia/Ashgabat");
        demo::Situation situation{.company = *protocol::CompanyId::from(qint64(1)),
                                  .zone = zone,
                                  .looms = {},
                                  .inside = {},
                                  .present = {}};
        QSet<QString> cards;
        for (const demo::Person& person : demo::makeCast(options.seed).people) {
            if (person.shift == 0) {
                situation.inside.insert(person.personnelNumber);
                cards.insert(person.card);
            }
        }
        BusyReaders readers;
        readers.letIn(cards);
        demo::PlantOptions here = options;
        here.server = readers.url();
        const support::ManualClock clock(QDateTime(QDate(2025, 11, 3), QTime(15, 1), zone).toUTC());
        demo::Plant plant(situation, here, clock);
        plant.start();
        QTRY_VERIFY_WITH_TIMEOUT(!readers.hasInside(cards), 20'000);
        plant.stop();
    }
};

QTEST_GUILESS_MAIN(TestFloor)
#include "tst_floor.moc"
