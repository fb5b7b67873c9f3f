// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/actions.h"

#include <QJsonDocument>
#include <QTest>

using namespace client;
using namespace Qt::StringLiterals;

/// What people do to a schedule, as the server's API wants it.
class ScheduleDeedsTest final : public QObject
{
    Q_OBJECT
    using Deed = std::function<void(const ScheduleDeeds&)>;

private slots:
    void eachDeedIsOneWrite_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("ifMatch");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char* name, Deed deed, const QByteArray& method, const QString& path,
                            const QByteArray& body, const QByteArray& ifMatch, const QString& deedName,
                            const QString& subject) {
            QTest::newRow(name) << deed << method << u"/api/v1/schedule/"_s + path << body << ifMatch << deedName
                                << subject;
        };
        const QDate day(2026, 1, 26);
        const auto volume = *protocol::Quantity::fromText(u"4.5");
        row("check",
            [](const ScheduleDeeds& a) { a.setCheck(7, 3, CheckItem::Materials, protocol::CheckState::Green); },
            "PUT", u"tasks/7"_s, R"({"materials":"green"})", "3", u"check"_s, u"schedule/7"_s);
        row("work",
            [=](const ScheduleDeeds& a) {
                a.enterWork({.task = 7, .date = day, .volume = volume, .description = u"Ось А"_s, .brigade = 2});
            },
            "POST", u"daily-works"_s,
            R"({"brigade_id":2,"date":"2026-01-26","description":"Ось А","task_id":7,"volume":"4.500"})", "",
            u"new-work"_s, u"schedule/7"_s);
        row("ancillary work",
            [=](const ScheduleDeeds& a) { a.enterWork({.date = day, .volume = volume}); }, "POST", u"daily-works"_s,
            R"({"ancillary":true,"date":"2026-01-26","volume":"4.500"})", "", u"new-work"_s, QString());
        row("remove", [](const ScheduleDeeds& a) { a.removeWork(31); }, "DELETE", u"daily-works/31"_s, "{}", "",
            u"remove-work"_s, u"dailyworks/31"_s);
        row("month", [=](const ScheduleDeeds& a) { a.planMonth(7, day, volume); }, "POST", u"months"_s,
            R"({"month":"2026-01","task_id":7,"volume_plan":"4.500"})", "", u"plan-month"_s, u"schedule/7"_s);
        row("month again", [=](const ScheduleDeeds& a) { a.replanMonth(5, volume); }, "PUT", u"months/5"_s,
            R"({"volume_plan":"4.500"})", "", u"replan-month"_s, u"monthly/5"_s);
    }
    void eachDeedIsOneWrite()
    {
        QFETCH(Deed, deed);
        QFETCH(QString, subject);
        std::vector<OutboxRequest> sent;
        const ScheduleDeeds actions([&](const OutboxRequest& request) {
            sent.push_back(request);
            return u"key"_s;
        });
        deed(actions);
        QCOMPARE(sent.size(), size_t(1));
        QTEST(sent[0].method, "method");
        QTEST(sent[0].path, "path");
        QTEST(QJsonDocument(sent[0].body).toJson(QJsonDocument::Compact), "body");
        QTEST(sent[0].ifMatch, "ifMatch");
        QTEST(Actions::deedOf(sent[0]), "name");
        const auto subjects = Actions::subjectsOf(sent[0]);
        QCOMPARE(subjects.empty(), subject.isEmpty());
        if (!subjects.empty())
            QCOMPARE(subjects[0].first + u'/' + QString::number(subjects[0].second), subject);
    }
};

QTEST_GUILESS_MAIN(ScheduleDeedsTest)
#include "tst_scheduledeeds.moc"
