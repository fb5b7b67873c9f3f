// SPDX-License-Identifier: GPL-3.0-or-later
// The help desk's models.
#include "models/ticketlogmodel.h"
#include "models/ticketsmodel.h"
#include "support/batches.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace client;
using namespace support;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

QJsonObject ticketRow(qint64 id, const QJsonObject& other = {})
{
    protocol::TicketRow row;
    row.id = id;
    row.title = u"Не печатает"_s;
    row.reporter = u"Тест А."_s;
    row.place = u"каб. 12"_s;
    row.createdAt = at(8);
    row.updatedAt = at(8);
    QJsonObject object = toJson(row);
    for (auto it = other.begin(); it != other.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonObject somebody(qint64 id, const QString& name)
{
    return {{u"id"_s, id}, {u"name"_s, name}};
}

QJsonObject eventRow(qint64 id, qint64 ticket, const QString& text)
{
    protocol::TicketEventRow row;
    row.id = id;
    row.ticket = ticket;
    row.what = protocol::TicketEventRow::What::Comment;
    row.by = u"Техник"_s;
    row.text = text;
    row.at = at(9);
    return toJson(row);
}

QVariant cell(const RowsModel& model, qint64 id, int column)
{
    return model.index(model.rowOf(id), column).data(RowsModel::ValueRole);
}

} // namespace

class TicketModelsTest final : public QObject
{
    Q_OBJECT
private slots:
    void columnsReadTheWire()
    {
        ManualClock clock(at(10));
        TicketsModel model(clock);
        QAbstractItemModelTester tester(&model, strict);
        model.apply(
            *batch(TicketsModel::codec(),
                   {ticketRow(1), ticketRow(2, {{u"status"_s, u"resolved"_s},
                                                {u"priority"_s, u"urgent"_s},
                                                {u"assignee"_s, somebody(4, u"Техник"_s)},
                                                {u"resolved_at"_s, u"2026-03-02T09:30:00.000Z"_s}})}));
        QCOMPARE(model.idAt(0), 2); // newest first
        QCOMPARE(cell(model, 1, TicketsModel::Title), u"Не печатает"_s);
        QCOMPARE(cell(model, 1, TicketsModel::Assignee), QString());
        QVERIFY(!cell(model, 1, TicketsModel::Lead).isValid());
        QCOMPARE(cell(model, 2, TicketsModel::Assignee), u"Техник"_s);
        QCOMPARE(cell(model, 2, TicketsModel::Priority), static_cast<int>(protocol::TicketPriority::Urgent));
        QCOMPARE(cell(model, 2, TicketsModel::Lead), qint64(5400));
    }

    void countsFollow()
    {
        ManualClock clock(at(10));
        TicketsModel model(clock);
        model.apply(
            *batch(TicketsModel::codec(),
                   {ticketRow(1, {{u"priority"_s, u"urgent"_s}}),
                    ticketRow(2, {{u"status"_s, u"in_progress"_s}, {u"assignee"_s, somebody(4, u"Т"_s)}}),
                    ticketRow(3, {{u"assignee"_s, somebody(4, u"Т"_s)}, {u"priority"_s, u"high"_s}}),
                    ticketRow(4, {{u"status"_s, u"closed"_s}, {u"priority"_s, u"urgent"_s}})}));
        QCOMPARE(model.counts(), (TicketsModel::Counts{2, 1, 0, 1, 2, 1}));
        QCOMPARE(model.counts().total(), 4);
        QCOMPARE(model.load(), (QHash<qint64, int>{{4, 2}}));
        model.apply(
            *batch(TicketsModel::codec(),
                   {ticketRow(1, {{u"status"_s, u"in_progress"_s}, {u"assignee"_s, somebody(5, u"П"_s)}}),
                    ticketRow(2, {{u"status"_s, u"resolved"_s}, {u"assignee"_s, somebody(4, u"Т"_s)}}),
                    {{u"id"_s, 3}}}));
        QCOMPARE(model.counts(), (TicketsModel::Counts{0, 1, 1, 1, 0, 0}));
        QCOMPARE(model.load(), (QHash<qint64, int>{{5, 1}}));
        model.clear();
        QCOMPARE(model.counts(), TicketsModel::Counts());
        QVERIFY(model.load().isEmpty());
    }

    /// Whatever comes, the counts are those of the rows that are there.
    void countsAgreeWithTheRows()
    {
        ManualClock clock(at(10));
        TicketsModel model(clock);
        QRandomGenerator random(5);
        const QStringList statuses{u"open"_s, u"in_progress"_s, u"resolved"_s, u"closed"_s};
        for (int step = 0; step < 200; ++step) {
            std::vector<QJsonObject> rows;
            for (int i = random.bounded(1, 8); i > 0; --i) {
                const qint64 id = random.bounded(1, 20);
                QJsonObject row = ticketRow(id, {{u"status"_s, statuses[random.bounded(4)]}});
                if (random.bounded(2) == 0)
                    row.insert(u"assignee"_s, somebody(random.bounded(1, 4), u"Т"_s));
                rows.push_back(random.bounded(5) == 0 ? QJsonObject{{u"id"_s, id}} : row);
            }
            model.apply(*batch(TicketsModel::codec(), rows, Origin::Live, random.bounded(20) == 0));
            QCOMPARE(model.counts().total(), model.rowCount());
            int load = 0;
            for (const int one : model.load())
                load += one;
            QCOMPARE(load + model.counts().unassigned, model.counts().unfinished());
        }
    }

    void aTicketsHistory()
    {
        ManualClock clock(at(10));
        TicketLogModel model(clock);
        QAbstractItemModelTester tester(&model, strict);
        model.apply(*batch(TicketLogModel::codec(), {eventRow(3, 7, u"третье"_s), eventRow(1, 7, u"первое"_s),
                                                     eventRow(2, 8, u"чужое"_s)}));
        QStringList said;
        for (const auto& event : model.about(7))
            said.append(event.text);
        QCOMPARE(said, (QStringList{u"первое"_s, u"третье"_s}));
        model.apply(*batch(TicketLogModel::codec(), {QJsonObject{{u"id"_s, 1}}}));
        QCOMPARE(model.about(7).size(), size_t(1));
        QCOMPARE(model.about(9).size(), size_t(0));
        QCOMPARE(cell(model, 2, TicketLogModel::Text), u"чужое"_s);
    }
};

QTEST_GUILESS_MAIN(TicketModelsTest)
#include "tst_ticketmodels.moc"
