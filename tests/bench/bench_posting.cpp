// SPDX-License-Identifier: GPL-3.0-or-later
// What a cost costs: bench_posting [costs an object has already, 100000]
//   posted      costs a second, 256 under way, and one alone (p50, p99), on an object that has many
//   told        from POST to the alert on a manager's socket, over HTTP and WebSocket on loopback (p50, p99)
#include "api/siteapi.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <cstdio>
#include <semaphore>

using namespace Qt::StringLiterals;
using support::SiteApi;

namespace {

constexpr int underWay = 256;
constexpr int alone = 2'000;
constexpr int alerts = 400;

void print(const char* what, std::vector<qint64> nanoseconds)
{
    std::sort(nanoseconds.begin(), nanoseconds.end());
    const auto at = [&](double share) {
        return static_cast<double>(nanoseconds[static_cast<size_t>(share * double(nanoseconds.size() - 1))]) / 1e6;
    };
    std::printf("%-34s p50 %8.3f ms   p99 %8.3f ms   worst %8.3f ms   (%zu)\n", what, at(0.5), at(0.99), at(1),
                nanoseconds.size());
    std::fflush(stdout);
}

domain::Posting bricks(qint64 object)
{
    return {.object = object, .amount = protocol::Money::fromUnits(1), .description = u"Кирпич"_s};
}

/// So many costs, as many under way at once as that many accountants post.
double postMany(SiteApi& site, qint64 object, int count)
{
    const auto by = site.who("accountant").id;
    std::counting_semaphore<underWay> free(underWay);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        free.acquire();
        site.api.engine.write(
            [&site, object, by](domain::Workspace& workspace) -> protocol::Result<void> {
                const auto posted = workspace.get<domain::BudgetService>().post({.company = site.api.company}, by,
                                                                                {bricks(object)});
                if (!posted)
                    return base::Unexpected<protocol::Error>{posted.error()};
                return {};
            },
            [&free](const protocol::Result<void>& result) {
                if (!result)
                    qFatal("%s", qPrintable(result.error().text()));
                free.release();
            });
    }
    for (int i = 0; i < underWay; ++i)
        free.acquire();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void postAlone(SiteApi& site, qint64 object)
{
    std::vector<qint64> taken;
    for (int i = 0; i < alone; ++i) {
        QElapsedTimer timer;
        timer.start();
        site.api.write([&](domain::Workspace& workspace) {
            const auto posted = workspace.get<domain::BudgetService>().post(
                {.company = site.api.company}, site.who("accountant").id, {bricks(object)});
            if (!posted)
                qFatal("%s", qPrintable(posted.error().text()));
        });
        taken.push_back(timer.nsecsElapsed());
    }
    print("one alone, to the disk", std::move(taken));
}

/// Each posting jumps past both marks of a new budget.
void tell(SiteApi& site)
{
    const qint64 object = site.object("1");
    site.api.listen();
    const QByteArray token = site.api.token(site.who("manager"));
    QUrl url(u"ws://127.0.0.1:%1/api/v1/ws?token=%2"_s.arg(QString::number(site.api.server.port()),
                                                         QString::fromLatin1(token)));
    QWebSocket socket;
    QEventLoop greeted;
    QElapsedTimer timer;
    std::vector<qint64> taken;
    QEventLoop told;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString& text) {
        if (text.contains("connection_established"_L1)) {
            greeted.quit();
        } else if (text.contains("\"budget_alert_80\""_L1)) {
            taken.push_back(timer.nsecsElapsed());
            told.quit();
        }
    });
    socket.open(url);
    greeted.exec();

    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/api/v1/material-costs/distribute"_s.arg(
        site.api.server.port())));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization", "Bearer " + site.api.token(site.who("accountant")));
    const QByteArray body = QJsonDocument(QJsonObject{{u"object_id"_s, object}, {u"amount"_s, u"1"_s}}).toJson();
    for (int i = 0; i < alerts; ++i) {
        site.api.write([&](domain::Workspace& workspace) {
            const auto set = workspace.get<domain::BudgetService>().setBudget({.company = site.api.company}, object,
                                                                              protocol::Money::fromUnits(100));
            if (!set)
                qFatal("%s", qPrintable(set.error().text()));
        });
        timer.start();
        QNetworkReply* reply = network.post(request, body);
        told.exec();
        if (!reply->isFinished()) {
            QEventLoop answered;
            QObject::connect(reply, &QNetworkReply::finished, &answered, &QEventLoop::quit);
            answered.exec();
        }
        reply->deleteLater();
    }
    print("POST to alert on the socket", std::move(taken));
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"*.info=false"_s);
    const int costs = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 100'000;
    SiteApi site;
    const qint64 object = site.object("9000000000");
    const double first = postMany(site, object, 10'000);
    std::printf("%-34s %8.0f a second\n", "posted, the object is new", 10'000 / first);
    const double filling = postMany(site, object, costs);
    std::printf("%-34s %8.0f a second\n", "posted, it fills up", costs / filling);
    const double last = postMany(site, object, 10'000);
    std::printf("%-34s %8.0f a second   (it has %d)\n", "posted, it is full", 10'000 / last, costs + 10'000);
    postAlone(site, object);
    tell(site);
    return 0;
}
