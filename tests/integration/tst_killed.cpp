// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include "protocol/mergepatch.h"

#include <QDate>
#include <QSet>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

constexpr int looms = 4;
constexpr int people = 40;
constexpr int rounds = 6;
constexpr int writesARound = 400;

/// What the server has said that it did. Thread-safe.
class Acknowledged final
{
public:
    void pulses(int loom, qint64 total)
    {
        add([&] { m_pulses.emplace_back(loom, total); });
    }
    void entry(qint64 id)
    {
        add([&] { m_entries.push_back(id); });
    }
    void passage(int person)
    {
        add([&] { ++m_passages[person]; });
    }
    void tried(int person)
    {
        const std::lock_guard lock(m_mutex);
        ++m_tries[person];
    }
    int count() const { return m_count; }

    const auto& pulses() const { return m_pulses; }
    const auto& entries() const { return m_entries; }
    const auto& passages() const { return m_passages; }
    const auto& tries() const { return m_tries; }

private:
    template <class Note> void add(Note note)
    {
        const std::lock_guard lock(m_mutex);
        note();
        ++m_count;
    }
    std::mutex m_mutex;
    std::vector<std::pair<int, qint64>> m_pulses; ///< loom, total after the post
    std::vector<qint64> m_entries;
    std::map<int, int> m_passages; ///< gate passages by person
    std::map<int, int> m_tries;    ///< those that were posted at all
    std::atomic<int> m_count = 0;
};

} // namespace

/// kill -9 of the real server while devices and people write: what it has acknowledged is there
/// afterwards, what it has told has happened, no number is given out twice, the epoch is kept.
class KilledTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    QByteArray m_hr;
    std::atomic<bool> m_wrongAnswer = false;

    void complain(const char* what, const Reply& reply)
    {
        qWarning("%s: %d %s", what, reply.status, reply.body.constData());
        m_wrongAnswer = true;
    }

    // Each of these runs on a thread of its own until the server is gone.
    void loom(int number, Acknowledged& done)
    {
        Connection device(m_server.port());
        for (int i = 0;; ++i) {
            const Reply reply =
                device.post("/lohia/api/pulse/update/",
                            {{u"esp32_id"_s, Vakhtad::loom(number)}, {u"pulse_count"_s, 1 + i % 7}});
            if (reply.status == 0)
                return;
            if (reply.status != 200)
                return complain("A post of pulses", reply);
            done.pulses(number, reply.json()["total_pulses"_L1].toInteger());
        }
    }
    void gate(int number, int round, Acknowledged& done)
    {
        Connection device(m_server.port());
        for (int i = 0;; ++i) {
            // Another gate each time: the same card at the same gate would be a repetition.
            const int person = 1 + (i + number) % people;
            done.tried(person);
            const Reply reply =
                device.post("/security/api/scan/",
                            {{u"rfid_uid"_s, Vakhtad::card(person)},
                             {u"device_id"_s, u"ESP32-SEC-%1-%2-%3"_s.arg(number).arg(round).arg(i)}});
            if (reply.status == 0)
                return;
            if (!reply.json()["success"_L1].toBool())
                return complain("A scan at a gate", reply);
            done.passage(person);
        }
    }
    void hr(int number, int round, qint64 employee, Acknowledged& done)
    {
        Connection desk(m_server.port());
        // A day each: a person has one entry a day.
        QDate date = QDate(2000, 1, 1).addYears(number * 4).addDays(round * 200);
        for (int i = 0; i < 200; ++i, date = date.addDays(1)) {
            const Reply reply = desk.post("/employees/worktime/create/",
                                          {{u"employee_id"_s, employee},
                                           {u"date"_s, date.toString(Qt::ISODate)},
                                           {u"entry_time"_s, u"08:55"_s}},
                                          {bearer(m_hr)});
            if (reply.status == 0)
                return;
            if (reply.status != 200)
                return complain("An entry", reply);
            done.entry(reply.json()["entry_id"_L1].toInteger());
        }
    }

private slots:
    void nothingThatWasAcknowledgedIsLost()
    {
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        m_server.addUser(u"personnel"_s, {u"HR_MANAGER"_s});
        m_server.importPlant(people, looms);
        const QByteArray manager = m_server.token(u"manager"_s);
        m_hr = m_server.token(u"personnel"_s);
        QVERIFY2(m_server.start(), m_server.log());

        for (int i = 1; i <= looms; ++i) {
            Connection device(m_server.port());
            const Reply started =
                device.post("/employees/api/rfid-scan/",
                            {{u"rfid_uid"_s, Vakhtad::card(i)}, {u"device_id"_s, Vakhtad::loom(i)}});
            QCOMPARE(started.json()["action"_L1].toString(), u"shift_started"_s);
        }
        const auto begin = snapshotOf(m_server.port(), manager);
        std::map<qint64, int> numberOfMachine;
        std::map<qint64, int> numberOfPerson;
        qint64 anybody = 0;
        for (const auto& row : rowsOf(begin, u"machines"_s))
            numberOfMachine[row[u"id"].toInteger()] = row[u"esp32_id"].toString().sliced(6).toInt();
        for (const auto& row : rowsOf(begin, u"people"_s)) {
            const QString number = row[u"personnel_number"].toString();
            if (number.startsWith("T-"_L1))
                numberOfPerson[anybody = row[u"id"].toInteger()] = number.sliced(2).toInt();
        }
        QCOMPARE(numberOfMachine.size(), size_t(looms));
        QCOMPARE(numberOfPerson.size(), size_t(people));

        Acknowledged done;
        StreamReader reader(manager, begin.position);
        for (int round = 0; round < rounds; ++round) {
            reader.open(m_server.port());
            QTRY_VERIFY_WITH_TIMEOUT(reader.resumed, 10'000);
            std::vector<std::thread> load;
            for (int i = 1; i <= looms; ++i)
                load.emplace_back(&KilledTest::loom, this, i, std::ref(done));
            for (int i = 1; i <= 2; ++i)
                load.emplace_back(&KilledTest::gate, this, i, round, std::ref(done));
            for (int i = 1; i <= 2; ++i)
                load.emplace_back(&KilledTest::hr, this, i, round, anybody, std::ref(done));
            const auto enough = [&] { return done.count() >= (round + 1) * writesARound || m_wrongAnswer; };
            [&] { QTRY_VERIFY_WITH_TIMEOUT(enough(), 20'000); }();
            m_server.killHard();
            for (std::thread& thread : load)
                thread.join();
            QVERIFY2(!m_wrongAnswer, m_server.log());
            QVERIFY(enough());
            QTRY_VERIFY(reader.isClosed());

            QVERIFY2(m_server.start(), m_server.log());
            protocol::Cursor position = begin.position;
            const auto journal = changesSince(m_server.port(), manager, position);
            QVERIFY(journal); // and so: recovered, in the same epoch
            QCOMPARE(position.epoch, begin.position.epoch);
            compare(*journal, done, numberOfMachine, numberOfPerson);
            // What was told live before the kill has happened.
            QCOMPARE(reader.notRecovered, 0);
            QCOMPARE(reader.doubles, 0);
            for (const auto& [seq, event] : reader.events) {
                QVERIFY2(journal->contains(seq), "An event was told that is not in the journal");
                QVERIFY2(tells(event, *journal), QJsonDocument(event.row).toJson());
            }
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(!done.entries().empty() && !done.pulses().empty() && !done.passages().empty());
        QVERIFY(reader.events.size() > size_t(rounds));
        QCOMPARE(m_server.stop().exitCode, 0);
    }

private:
    /// Whether the event is the journal's of that number or, for a reader who fell behind, several
    /// changes of that row as one, of which that number's is the last.
    static bool tells(const protocol::Event& event, const Events& journal)
    {
        auto change = journal.find(event.seq);
        protocol::Event told = change->second;
        while (event != told) {
            if (told.op != protocol::Event::Op::Patch)
                return false;
            do {
                if (change == journal.begin())
                    return false;
                --change;
            } while (change->second.topic != told.topic || change->second.id != told.id);
            const protocol::Event& before = change->second;
            const auto both = before.op == protocol::Event::Op::Put
                                  ? std::optional(protocol::applyMergePatch(before.row, told.row))
                                  : protocol::combineMergePatches(before.row, told.row);
            if (!both || before.op == protocol::Event::Op::Delete)
                return false;
            told.row = *both;
            told.op = before.op;
        }
        return true;
    }

    static void compare(const Events& journal, const Acknowledged& done,
                        const std::map<qint64, int>& numberOfMachine,
                        const std::map<qint64, int>& numberOfPerson)
    {
        QSet<std::pair<int, qint64>> totals;
        QSet<qint64> entries;
        std::map<int, int> passages;
        for (const auto& [seq, event] : journal) {
            if (event.topic == "machines"_L1 && event.row.contains("pulse_count"_L1)) {
                const std::pair total(numberOfMachine.at(event.id.toLongLong()),
                                      event.row["pulse_count"_L1].toInteger());
                QVERIFY2(!totals.contains(total), "Pulses were counted twice");
                totals.insert(total);
            } else if (event.topic == "worktime"_L1) {
                entries.insert(event.id.toLongLong());
            } else if (event.topic == "access"_L1 && event.row["kind"_L1].toString() == "gate"_L1) {
                const auto person = numberOfPerson.find(event.row["employee"_L1]["id"_L1].toInteger());
                if (person != numberOfPerson.end())
                    ++passages[person->second];
            }
        }
        for (const auto& total : done.pulses())
            QVERIFY2(totals.contains(total), "Acknowledged pulses are not in the journal");
        for (const qint64 entry : done.entries())
            QVERIFY2(entries.contains(entry), "An acknowledged entry is not in the journal");
        for (const auto& [person, count] : done.passages()) {
            QVERIFY2(passages[person] >= count, "An acknowledged passage is not in the journal");
            QVERIFY2(passages[person] <= done.tries().at(person), "A passage is in the journal twice");
        }
    }
};

QTEST_GUILESS_MAIN(KilledTest)
#include "tst_killed.moc"
