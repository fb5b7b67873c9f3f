// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demo.h"
#include "demo/plant.h"
#include "demo/shifts.h"
#include "domain/people/account.h"
#include "domain/people/service.h"
#include "factoryfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QMap>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

/// The invented plant: whole, plausible, the same each time; and its devices, alive.
class TestDemo : public QObject
{
    Q_OBJECT

    static demo::Options options()
    {
        demo::Options made;
        made.hash = [](const QByteArray& password) -> QString {
            return u"hash of "_s + QString::fromLatin1(password);
        };
        return made;
    }
    /// A filled plant, with the server before it.
    struct Filled
    {
        QTemporaryDir folder;
        std::optional<demo::Situation> situation;
        std::unique_ptr<FactoryFixture> plant;

        explicit Filled(const demo::Options& with = options())
        {
            const auto fill = [&](domain::Executor& executor, const base::Clock& clock) {
                auto prepared = demo::prepare(executor, folder.path(), with, clock);
                if (!prepared)
                    qFatal("%s", qPrintable(prepared.error().text()));
                situation = *prepared;
            };
            plant = std::make_unique<FactoryFixture>(
                FactoryFixture::Empty{fill, demo::attendanceRules(), demo::machineRules()});
        }
        QList<QJsonObject> rows(QStringView topic) const
        {
            QList<QJsonObject> list;
            for (const QByteArray& row : plant->rows(topic))
                list.append(QJsonDocument::fromJson(row).object());
            return list;
        }
    };
    /// Lets the plant's clock run at a pace, however busy the test is.
    class Clockwork final
    {
    public:
        Clockwork(FactoryFixture& plant, int pace)
        {
            m_elapsed.start();
            connect(&m_timer, &QTimer::timeout, &m_timer, [this, &plant, pace] {
                plant.clock.advance(std::chrono::milliseconds(m_elapsed.restart() * pace));
            });
            m_timer.start(20);
        }

    private:
        QTimer m_timer;
        QElapsedTimer m_elapsed;
    };
    static int countWhere(const QList<QJsonObject>& rows, const std::function<bool(const QJsonObject&)>& fits)
    {
        return static_cast<int>(std::count_if(rows.begin(), rows.end(), fits));
    }

private slots:
    void castIsTheSameEachTime()
    {
        const demo::Cast one = demo::makeCast(7);
        const demo::Cast same = demo::makeCast(7);
        const demo::Cast other = demo::makeCast(8);
        QCOMPARE(one.people.size(), 120u);
        QCOMPARE(one.looms.size(), 40u);
        QSet<QString> cards;
        QSet<QString> names;
        static const QRegularExpression card(u"^[0-9A-F]{8,14}$"_s);
        for (size_t i = 0; i < one.people.size(); ++i) {
            const demo::Person& person = one.people[i];
            QCOMPARE(person.card, same.people[i].card);
            QCOMPARE(person.lastName + person.firstName, same.people[i].lastName + same.people[i].firstName);
            QVERIFY(card.match(person.card).hasMatch());
            cards.insert(person.card);
            names.insert(person.lastName + u' ' + person.firstName);
        }
        QCOMPARE(cards.size(), 120);
        QCOMPARE(names.size(), 120);
        QVERIFY(one.people[0].card != other.people[0].card);
    }

    void everyLoomHasItsPeople()
    {
        const demo::Cast cast = demo::makeCast(7);
        for (int shift = 0; shift < 3; ++shift) {
            QMap<int, int> tended;
            for (const demo::Person& person : cast.people) {
                for (const int loom : person.looms)
                    tended[loom] += person.shift == shift;
            }
            QCOMPARE(tended.size(), 40);
            for (const int people : tended)
                QCOMPARE(people, 1);
        }
    }

    void shiftsFollowTheLocalClock_data()
    {
        QTest::addColumn<QTime>("local");
        QTest::addColumn<int>("index");
        QTest::addColumn<QTime>("begin");
        QTest::newRow("morning") << QTime(7, 0) << 0 << QTime(7, 0);
        QTest::newRow("day") << QTime(14, 59) << 0 << QTime(7, 0);
        QTest::newRow("evening") << QTime(15, 0) << 1 << QTime(15, 0);
        QTest::newRow("night") << QTime(23, 30) << 2 << QTime(23, 0);
        QTest::newRow("after midnight") << QTime(3, 0) << 2 << QTime(23, 0);
        QTest::newRow("before dawn") << QTime(6, 59) << 2 << QTime(23, 0);
    }
    void shiftsFollowTheLocalClock()
    {
        QFETCH(QTime, local);
        QFETCH(int, index);
        QFETCH(QTime, begin);
        const QTimeZone zone("Asia/Ashgabat");
        const QDateTime moment = QDateTime(QDate(2025, 11, 3), local, zone).toUTC();
        const demo::Shift shift = demo::shiftAt(moment, zone);
        QCOMPARE(shift.index, index);
        QCOMPARE(shift.begin.toTimeZone(zone).time(), begin);
        QVERIFY(shift.begin <= moment && moment < shift.end);
        QCOMPARE(shift.begin.secsTo(shift.end), 8 * 3600);
        QCOMPARE(shift.next(zone).begin, shift.end);
    }

    void aWeekHasHappened()
    {
        QElapsedTimer timer;
        timer.start();
        Filled filled;
        qInfo("filled in %lld ms", timer.elapsed());

        const auto machines = filled.rows(u"machines");
        QCOMPARE(machines.size(), 40);
        QVERIFY(countWhere(machines, [](const auto& row) { return row["status"_L1] == "working"_L1; }) > 30);
        QCOMPARE(filled.rows(u"people").size(), 120);
        const int inside =
            countWhere(filled.rows(u"people"), [](const auto& row) { return row["inside"_L1].toBool(); });
        QVERIFY2(inside > 40 && inside < 80, qPrintable(QString::number(inside)));

        const auto shifts = filled.rows(u"shifts");
        QVERIFY2(shifts.size() > 600 && shifts.size() < 1000, qPrintable(QString::number(shifts.size())));
        for (const auto& shift : shifts) {
            if (!shift["ended_at"_L1].isNull())
                QVERIFY(shift["meters"_L1].toDouble() > 100);
        }
        const auto calls = filled.rows(u"calls");
        QVERIFY2(calls.size() > 100 && calls.size() < 600, qPrintable(QString::number(calls.size())));
        const auto callsThatAre = [&](QLatin1StringView status) {
            return countWhere(calls, [&](const auto& row) { return row["status"_L1] == status; });
        };
        QVERIFY(callsThatAre("completed"_L1) > 100);
        QVERIFY(callsThatAre("pending"_L1) >= 1); // something is going on at once
        QVERIFY(callsThatAre("in_progress"_L1) >= 1);
        const auto& looms = filled.situation->looms;
        QVERIFY(std::any_of(looms.begin(), looms.end(), [](const auto& loom) { return loom.stopped; }));

        // Two in three come in time and stay a full day; some are late; nobody's day is a week long.
        const auto days = filled.rows(u"worktime");
        const auto having = [&](QLatin1StringView status) {
            return countWhere(days, [&](const auto& row) { return row["status"_L1] == status; });
        };
        QVERIFY2(days.size() > 600, qPrintable(QString::number(days.size())));
        QVERIFY2(having("present"_L1) > days.size() * 8 / 10,
                 qPrintable(QString::number(having("present"_L1))));
        QVERIFY2(having("late"_L1) > 10 && having("late"_L1) < 120,
                 qPrintable(QString::number(having("late"_L1))));
        QCOMPARE(having("partial"_L1), 0);
        for (const auto& day : days) {
            if (day["worked_minutes"_L1].isDouble())
                QVERIFY2(day["worked_minutes"_L1].toInt() < 10 * 60, QJsonDocument(day).toJson());
        }
        const auto access = filled.rows(u"access");
        QVERIFY(access.size() >= 1'000);
        QVERIFY(countWhere(access, [](const auto& row) { return !row["granted"_L1].toBool(); }) > 3);
        for (const auto& row : access)
            QVERIFY(row["at"_L1].toString() <= filled.plant->clock.now().toString(Qt::ISODateWithMs));

        const auto accounts = filled.plant->read(
            [](domain::Workspace& work) { return work.get<domain::AccountRepository>().all(); });
        QStringList names;
        for (const auto& account : accounts) {
            names.append(account.username);
            QCOMPARE(account.passwordHash, u"hash of demo"_s);
        }
        names.sort();
        QCOMPARE(names, (QStringList{u"accountant"_s, u"admin"_s, u"cook"_s, u"foreman"_s, u"guard"_s, u"hr"_s,
                                     u"manager"_s, u"operator"_s, u"technician"_s, u"waiter"_s}));
    }

    void loomsStandNowAndThen()
    {
        demo::Options few = options();
        few.historyDays = 2;
        const Filled filled(few);
        const auto time = [](const QJsonValue& text) {
            return QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
        };
        struct Stretch
        {
            QDateTime from;
            QDateTime to;
            QString status;
        };
        QMap<qint64, QList<Stretch>> stretches; // by machine
        for (const auto& row : filled.rows(u"states")) {
            const QDateTime to = row["to"_L1].isNull() ? filled.plant->clock.now() : time(row["to"_L1]);
            stretches[row["machine_id"_L1].toInteger()].append(
                {time(row["from"_L1]), to, row["status"_L1].toString()});
        }
        QCOMPARE(stretches.size(), 40);
        int standing = 0;
        int whole = 0; // shifts without a stop
        int shifts = 0;
        for (const auto& shift : filled.rows(u"shifts")) {
            if (shift["ended_at"_L1].isNull())
                continue;
            const QDateTime begin = time(shift["started_at"_L1]);
            const QDateTime end = time(shift["ended_at"_L1]);
            qint64 working = 0;
            int stops = 0;
            for (const Stretch& stretch : stretches[shift["machine_id"_L1].toInteger()]) {
                const QDateTime from = std::max(stretch.from, begin);
                const QDateTime to = std::min(stretch.to, end);
                if (from >= to)
                    continue;
                if (stretch.status == u"working")
                    working += from.secsTo(to);
                else
                    stops += stretch.status == u"stopped" || stretch.status == u"maintenance";
            }
            const double availability = double(working) / double(begin.secsTo(end));
            QVERIFY2(availability > 0.7 && availability <= 1, QJsonDocument(shift).toJson());
            standing += stops;
            whole += stops == 0;
            ++shifts;
        }
        QVERIFY(shifts > 150);
        QVERIFY2(standing > 2 * shifts && standing < 8 * shifts, qPrintable(QString::number(standing)));
        QVERIFY2(whole < shifts / 10, qPrintable(QString::number(whole)));
    }

    void theSameSeedTellsTheSameStory()
    {
        demo::Options few = options();
        few.historyDays = 1;
        const Filled one(few);
        const Filled same(few);
        for (const auto topic : {u"machines", u"shifts", u"calls", u"worktime", u"access", u"people"})
            QCOMPARE(one.plant->rows(topic), same.plant->rows(topic));
    }

    void everyHourOfTheDayWorks_data()
    {
        QTest::addColumn<int>("hour");
        for (int hour = 0; hour < 24; hour += 3)
            QTest::addRow("%d o'clock", hour) << hour;
    }
    void everyHourOfTheDayWorks()
    {
        QFETCH(int, hour);
        demo::Options few = options();
        few.historyDays = 1;
        QTemporaryDir folder;
        support::ManualClock then(QDateTime(QDate(2025, 11, 3), QTime(hour, 3), Qt::UTC));
        std::optional<demo::Situation> situation;
        FactoryFixture plant(FactoryFixture::Empty{
            [&](domain::Executor& executor, const base::Clock&) {
                auto prepared = demo::prepare(executor, folder.path(), few, then);
                QVERIFY2(prepared, qPrintable(prepared ? u""_s : prepared.error().text()));
                situation = *prepared;
            },
            demo::attendanceRules(), demo::machineRules()});
        QVERIFY(situation);
        const auto staffed = std::count_if(situation->looms.begin(), situation->looms.end(),
                                           [](const auto& loom) { return !loom.operatorNumber.isEmpty(); });
        QVERIFY2(staffed > 25, qPrintable(QString::number(staffed)));
        QVERIFY(situation->present.size() > 20);
        QVERIFY(situation->inside.size() > 20);
    }

    void isLeftAsItIsOnTheNextStart()
    {
        demo::Options few = options();
        few.historyDays = 1;
        Filled filled(few);
        const auto before = filled.plant->rows(u"shifts");
        few.hash = [](const QByteArray&) -> QString { qFatal("nothing is to be filled"); };
        const auto again =
            demo::prepare(filled.plant->executor(), filled.folder.path(), few, filled.plant->clock);
        QVERIFY(again);
        QCOMPARE(again->inside, filled.situation->inside);
        QCOMPARE(filled.plant->rows(u"shifts"), before);
    }

    void aRealPlantIsNotTouched()
    {
        QTemporaryDir folder;
        FactoryFixture real; // somebody's own people and looms
        const auto before = real.rows(u"people");
        const auto refused = demo::prepare(real.executor(), folder.path(), options(), real.clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, protocol::ErrorCode::Conflict);
        QVERIFY(refused.error().text().contains(folder.path()));
        QCOMPARE(real.rows(u"people"), before);
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void devicesPost()
    {
        demo::Options few = options();
        few.historyDays = 1;
        Filled filled(few);
        const auto accessBefore = filled.rows(u"access").size();
        const auto completed = [&] {
            return countWhere(filled.rows(u"calls"),
                              [](const auto& row) { return row["status"_L1] == "completed"_L1; });
        };
        const auto completedBefore = completed();
        const auto pulsesOf = [&] {
            qint64 sum = 0;
            for (const auto& machine : filled.rows(u"machines"))
                sum += machine["pulse_count"_L1].toInteger();
            return sum;
        };
        const qint64 pulsesBefore = pulsesOf();

        demo::PlantOptions quick;
        quick.server = QUrl(u"http://127.0.0.1:%1"_s.arg(filled.plant->port()));
        quick.pace = 60;
        const Clockwork clockwork(*filled.plant, 60);
        demo::Plant plant(*filled.situation, quick, filled.plant->clock);
        plant.start();
        QTRY_VERIFY_WITH_TIMEOUT(pulsesOf() > pulsesBefore, 20'000);
        // Gates, terminals, denied cards, calls of the master and repairs, each within a few seconds.
        const auto kinds = [&] {
            QSet<QString> seen;
            const auto rows = filled.rows(u"access");
            for (auto i = accessBefore; i < rows.size(); ++i) {
                const QJsonObject& row = rows[i];
                seen.insert(row["granted"_L1].toBool() ? row["kind"_L1].toString() : u"denied"_s);
            }
            return seen;
        };
        QTRY_COMPARE_WITH_TIMEOUT(
            kinds(), (QSet<QString>{u"gate"_s, u"terminal"_s, u"machine"_s, u"denied"_s}), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(completed() > completedBefore, 30'000);
        plant.stop();
        plant.stop(); // twice is once
    }

    void theShiftChanges()
    {
        demo::Options few = options();
        few.historyDays = 1;
        Filled filled(few);
        demo::PlantOptions quick;
        quick.server = QUrl(u"http://127.0.0.1:%1"_s.arg(filled.plant->port()));
        quick.pace = 300;
        demo::Plant plant(*filled.situation, quick, filled.plant->clock);
        filled.plant->at(u"14:40"_s);
        const Clockwork clockwork(*filled.plant, 300);
        plant.start();

        QMap<QString, int> shiftOf; // by personnel number, and by name
        for (const demo::Person& person : demo::makeCast(few.seed).people) {
            shiftOf[person.personnelNumber] = person.shift;
            shiftOf[u"%1 %2 %3"_s.arg(person.lastName, person.firstName, person.middleName)] = person.shift;
        }
        const auto inside = [&](int shift) {
            return countWhere(filled.rows(u"people"), [&](const auto& row) {
                return row["inside"_L1].toBool() &&
                       shiftOf.value(row["personnel_number"_L1].toString()) == shift;
            });
        };
        const auto working = [&](int shift) {
            return countWhere(filled.rows(u"machines"), [&](const auto& row) {
                const QString name = row["operator"_L1].toObject()["name"_L1].toString();
                return !name.isEmpty() && shiftOf.value(name) == shift;
            });
        };
        // Not QTRY, which asks again at the end: people go for walks meanwhile.
        QVERIFY(QTest::qWaitFor([&] { return inside(1) > 20; }, 30'000));  // the next shift's people come …
        QVERIFY(QTest::qWaitFor([&] { return working(1) > 30; }, 30'000)); // … take over …
        QVERIFY(QTest::qWaitFor([&] { return working(0) == 0; }, 30'000));
        QVERIFY(QTest::qWaitFor([&] { return inside(0) < 10; }, 30'000)); // … and the others go home
        plant.stop();
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
