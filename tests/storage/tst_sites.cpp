// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixture.h"

#include "domain/budgets/rules.h"
#include "storage/sqlaccounts.h"
#include "storage/sqlcompanies.h"
#include "storage/sqlcostobjects.h"
#include "storage/sqlemployees.h"
#include "storage/sqltimesheets.h"
#include "storage/sqlupds.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::Reach;
using protocol::Money;

namespace {

/// Two companies, the first with two branches, and somebody in each.
struct Sites
{
    Sites()
    {
        storage::SqlCompanies companies(fixture.db);
        home = companies.insert(u"Дом"_s, QTimeZone::utc()).id;
        abroad = companies.insert(u"Чужие"_s, QTimeZone::utc()).id;
        north = companies.insertBranch(home, u"Север"_s).id;
        south = companies.insertBranch(home, u"Юг"_s).id;
        anna = hire(u"anna"_s, home);
        boris = hire(u"boris"_s, home);
        stranger = hire(u"stranger"_s, abroad);
    }
    protocol::UserId hire(const QString& name, protocol::CompanyId company)
    {
        return storage::SqlAccounts(fixture.db, nullptr)
            .insert({.company = company,
                     .branch = {},
                     .username = name,
                     .passwordHash = {},
                     .fullName = {},
                     .phone = {},
                     .email = {},
                     .roles = {}})
            .id;
    }
    qint64 object(const QString& code, protocol::CompanyId company, std::optional<protocol::BranchId> branch = {},
                  std::optional<protocol::UserId> foreman = {})
    {
        domain::CostObject made{.company = company, .branch = branch, .code = code, .name = code};
        made.foreman = foreman;
        return objects.insert(made);
    }
    domain::Upd upd(protocol::CompanyId company, protocol::UserId by, std::optional<protocol::BranchId> branch = {})
    {
        domain::Upd made{.company = company,
                         .branch = branch,
                         .number = u"А-17"_s,
                         .date = QDate(2026, 1, 26),
                         .supplierName = u"ООО Пример"_s,
                         .fingerprint = "f",
                         .uploadedBy = by,
                         .uploadedAt = fixture.clock.now(),
                         .itemCount = 1};
        made.items = {{.line = 1,
                       .name = u"Цемент"_s,
                       .quantity = protocol::Quantity::fromUnits(5),
                       .amount = Money::fromUnits(7)}};
        upds.insert(made);
        return made;
    }

    JournalFixture fixture;
    protocol::CompanyId home = *protocol::CompanyId::from(1);
    protocol::CompanyId abroad = home;
    protocol::BranchId north = *protocol::BranchId::from(1);
    protocol::BranchId south = north;
    protocol::UserId anna = *protocol::UserId::from(1);
    protocol::UserId boris = anna;
    protocol::UserId stranger = anna;
    storage::SqlCostObjects objects{fixture.db};
    storage::SqlUpds upds{fixture.db};
    storage::SqlTimesheets sheets{fixture.db};
};

} // namespace

/// What is not somebody's is not found, whatever number is asked for.
class SitesTest final : public QObject
{
    Q_OBJECT

private slots:
    void objects()
    {
        Sites s;
        const qint64 everywhere = s.object(u"1"_s, s.home);
        const qint64 northern = s.object(u"2"_s, s.home, s.north);
        const qint64 annas = s.object(u"3"_s, s.home, s.south, s.anna);
        const qint64 foreign = s.object(u"1"_s, s.abroad, {}, s.stranger);
        const auto seen = [&](const Reach& reach) {
            QList<qint64> ids;
            for (const auto& object : s.objects.list(reach, {.archived = true}))
                ids.append(object.id);
            for (const qint64 id : {everywhere, northern, annas, foreign}) {
                if (s.objects.find(reach, id).has_value() != ids.contains(id))
                    qFatal("find and list disagree about %lld", id);
            }
            return ids;
        };
        QCOMPARE(seen({.company = s.home}), (QList<qint64>{everywhere, northern, annas}));
        QCOMPARE(seen({.company = s.home, .branch = s.north}), (QList<qint64>{everywhere, northern}));
        // What has no foreman yet is open to each of them.
        QCOMPARE(seen({.company = s.home, .foreman = s.anna}), (QList<qint64>{everywhere, northern, annas}));
        QCOMPARE(seen({.company = s.home, .branch = s.north, .foreman = s.anna}),
                 (QList<qint64>{everywhere, northern}));
        QCOMPARE(seen({.company = s.home, .foreman = s.boris}), (QList<qint64>{everywhere, northern}));
        QCOMPARE(seen({.company = s.home, .foreman = s.stranger}), (QList<qint64>{everywhere, northern}));
        QCOMPARE(seen({.company = s.abroad}), QList<qint64>{foreign});
        QCOMPARE(s.objects.findByCode(s.abroad, u"1"_s)->id, foreign);
        QVERIFY(!s.objects.findByCode(s.abroad, u"2"_s));
        QVERIFY_THROWS_EXCEPTION(storage::SqlError, s.object(u"1"_s, s.abroad));
    }

    void objectsSurvive()
    {
        Sites s;
        domain::CostObject object{.company = s.home, .branch = s.north, .code = u"Д"_s, .name = u"Дом"_s};
        object.customer = u"Заказчик"_s;
        object.contractNumber = u"17"_s;
        object.contractAmount = Money::fromUnits(1);
        object.materialAmount = Money::fromUnits(2);
        object.laborAmount = Money::fromUnits(3);
        object.startDate = QDate(2026, 1, 12);
        object.endDate = QDate(2026, 6, 30);
        object.status = protocol::ObjectStatus::Closing;
        object.foreman = s.anna;
        object.budget = Money::fromUnits(protocol::decimal::most);
        object.id = s.objects.insert(object);
        object.alert80 = true;
        object.materials = Money::fromUnits(4);
        object.equipment = Money::fromUnits(5);
        object.labor = Money::fromUnits(6);
        object.lastCostAt = s.fixture.clock.now();
        s.objects.update(object);
        const auto found = s.objects.find({.company = s.home}, object.id);
        QVERIFY(found);
        QCOMPARE(found->foremanName, u"anna"_s);
        QCOMPARE(toJson(toRow(*found)), [&] {
            domain::CostObject named = object;
            named.foremanName = u"anna"_s;
            return toJson(toRow(named));
        }());
        QCOMPARE(found->contractAmount, object.contractAmount);
        QCOMPARE(found->materialAmount, object.materialAmount);
        QCOMPARE(found->laborAmount, object.laborAmount);
        QCOMPARE(found->contractNumber, object.contractNumber);
        domain::CostObject foreign = *found;
        foreign.company = s.abroad;
        foreign.name = u"Чужой"_s;
        s.objects.update(foreign); // changes nothing
        QCOMPARE(s.objects.find({.company = s.home}, object.id)->name, u"Дом"_s);
    }

    void costs()
    {
        Sites s;
        const qint64 house = s.object(u"1"_s, s.home);
        const qint64 depot = s.object(u"2"_s, s.home);
        const auto cost = [&](qint64 object, qint64 units) {
            return s.objects.insertCost({.company = s.home,
                                         .object = object,
                                         .kind = protocol::CostKind::Equipment,
                                         .amount = Money::fromUnits(units),
                                         .description = u"Кран"_s,
                                         .by = s.anna,
                                         .byName = u"Анна"_s,
                                         .at = s.fixture.clock.now()});
        };
        const qint64 first = cost(house, 1);
        const qint64 second = cost(house, 2);
        cost(depot, 3);
        const auto list = s.objects.costs(s.home, house, 0, 10);
        QCOMPARE(list.size(), 2u);
        QCOMPARE(list[0].id, second);
        QCOMPARE(list[0].amount, Money::fromUnits(2));
        QCOMPARE(list[0].kind, protocol::CostKind::Equipment);
        QCOMPARE(list[0].by, s.anna);
        QCOMPARE(s.objects.costs(s.home, house, second, 10).size(), 1u);
        QCOMPARE(s.objects.costs(s.home, house, 0, 1).size(), 1u);
        QVERIFY(s.objects.costs(s.abroad, house, 0, 10).empty());
        QVERIFY(!s.objects.findCost(s.abroad, first));
        s.objects.removeCost(s.abroad, first);
        QVERIFY(s.objects.findCost(s.home, first));
        s.objects.removeCost(s.home, first);
        QVERIFY(!s.objects.findCost(s.home, first));
    }

    void deliveries()
    {
        Sites s;
        const domain::Upd northern = s.upd(s.home, s.anna, s.north);
        const domain::Upd foreign = s.upd(s.abroad, s.stranger);
        QVERIFY(s.upds.find({.company = s.home}, northern.id));
        QVERIFY(s.upds.find({.company = s.home, .branch = s.north}, northern.id));
        QVERIFY(!s.upds.find({.company = s.home, .branch = s.south}, northern.id));
        QVERIFY(!s.upds.find({.company = s.abroad}, northern.id));
        QCOMPARE(s.upds.list({.company = s.home}, {}, 10, 0).size(), 1u);
        QCOMPARE(s.upds.list({.company = s.home, .branch = s.south}, {}, 10, 0).size(), 0u);
        QCOMPARE(s.upds.list({.company = s.abroad}, {}, 10, 0).size(), 1u);
        QCOMPARE(s.upds.updOfItem({.company = s.home}, northern.items[0].id), northern.id);
        QVERIFY(!s.upds.updOfItem({.company = s.home, .branch = s.south}, northern.items[0].id));
        QVERIFY(!s.upds.updOfItem({.company = s.home}, foreign.items[0].id));
        // The same file in another company is no duplicate.
        QVERIFY(s.upds.alike(northern).empty());
        QCOMPARE(s.upds.alike(s.upd(s.home, s.anna)).size(), 1u);

        const qint64 house = s.object(u"1"_s, s.home);
        s.upds.insertShare(s.home, {.upd = northern.id,
                                    .item = northern.items[0].id,
                                    .object = house,
                                    .quantity = protocol::Quantity::fromUnits(5),
                                    .amount = Money::fromUnits(7),
                                    .cost = 1,
                                    .by = s.anna,
                                    .at = s.fixture.clock.now()});
        QCOMPARE(s.upds.suggestionsByName({.company = s.home}, u" ЦЕМЕНТ "_s, 3).size(), 1u);
        QVERIFY(s.upds.suggestionsByName({.company = s.abroad}, u"Цемент"_s, 3).empty());
        QVERIFY(s.upds.suggestionsBySupplier({.company = s.abroad}, foreign, 3).empty());
        QVERIFY(s.upds.shares(s.abroad, northern.id).empty());
        s.upds.forgetCosts(s.abroad, northern.id);
        QCOMPARE(s.upds.shares(s.home, northern.id).at(0).cost, 1);
        s.upds.forgetCosts(s.home, northern.id);
        QCOMPARE(s.upds.shares(s.home, northern.id).at(0).cost, 0);
        QVERIFY(s.upds.suggestionsByName({.company = s.home}, u"Цемент"_s, 3).empty());
    }

    void timesheets()
    {
        Sites s;
        const qint64 house = s.object(u"1"_s, s.home);
        domain::Employee worker{.id = *protocol::EmployeeId::from(1), .company = s.home};
        worker.personnelNumber = u"Т-1"_s;
        worker.lastName = u"Тест"_s;
        const auto who = storage::SqlEmployees(s.fixture.db).insert(worker).id;
        domain::Timesheet sheet{.company = s.home,
                                .branch = s.north,
                                .foreman = s.anna,
                                .from = QDate(2026, 1, 12),
                                .to = QDate(2026, 1, 18),
                                .createdAt = s.fixture.clock.now()};
        sheet.lines = {{.worker = who, .object = house, .day = QDate(2026, 1, 13), .hours = protocol::Hours::fromUnits(850)},
                       {.worker = who,
                        .object = house,
                        .day = QDate(2026, 1, 12),
                        .hours = protocol::Hours::fromUnits(800),
                        .rate = Money::fromUnits(25'000)}};
        sheet.id = s.sheets.insert(sheet);
        const auto found = s.sheets.find({.company = s.home}, sheet.id);
        QVERIFY(found);
        QCOMPARE(found->lines.size(), 2u);
        QCOMPARE(found->lines[0].day, QDate(2026, 1, 12));
        QCOMPARE(found->lines[0].rate, Money::fromUnits(25'000));
        QCOMPARE(found->lines[0].workerName, u"Тест"_s);
        QVERIFY(!found->lines[1].rate);
        for (const Reach& reach : {Reach{.company = s.abroad}, Reach{.company = s.home, .branch = s.south},
                                   Reach{.company = s.home, .foreman = s.boris}}) {
            QVERIFY(!s.sheets.find(reach, sheet.id));
            QVERIFY(s.sheets.list(reach, {}, 10, 0).empty());
        }
        for (const Reach& reach : {Reach{.company = s.home, .branch = s.north}, Reach{.company = s.home, .foreman = s.anna}}) {
            QVERIFY(s.sheets.find(reach, sheet.id));
            QCOMPARE(s.sheets.list(reach, {}, 10, 0).size(), 1u);
        }

        domain::Timesheet other = sheet;
        other.from = QDate(2026, 1, 13);
        other.id = 0;
        auto elsewhere = s.sheets.hoursElsewhere(other);
        QCOMPARE(elsewhere.size(), 1u);
        QCOMPARE(elsewhere.at({who, QDate(2026, 1, 13)}), protocol::Hours::fromUnits(850));
        other.company = s.abroad;
        QVERIFY(s.sheets.hoursElsewhere(other).empty());
        QVERIFY(s.sheets.hoursElsewhere(sheet).empty()); // itself

        s.sheets.insertComment({.company = s.home,
                                .timesheet = sheet.id,
                                .by = s.anna,
                                .byName = u"Анна"_s,
                                .type = protocol::CommentType::Cancellation,
                                .text = u"нет"_s,
                                .at = s.fixture.clock.now()});
        QCOMPARE(s.sheets.comments(s.home, sheet.id).size(), 1u);
        QCOMPARE(s.sheets.comments(s.home, sheet.id)[0].type, protocol::CommentType::Cancellation);
        QVERIFY(s.sheets.comments(s.abroad, sheet.id).empty());

        sheet.lines.pop_back();
        s.sheets.replaceLines(sheet);
        QCOMPARE(s.sheets.find({.company = s.home}, sheet.id)->lines.size(), 1u);
    }

    /// The database refuses what would mix a line up with itself.
    void nothingTwice()
    {
        Sites s;
        const qint64 house = s.object(u"1"_s, s.home);
        domain::Employee worker{.id = *protocol::EmployeeId::from(1), .company = s.home};
        worker.personnelNumber = u"Т-1"_s;
        const auto who = storage::SqlEmployees(s.fixture.db).insert(worker).id;
        const domain::TimesheetLine line{.worker = who, .object = house, .day = QDate(2026, 1, 12),
                                         .hours = protocol::Hours::fromUnits(1)};
        domain::Timesheet sheet{.company = s.home, .foreman = s.anna, .from = line.day, .to = line.day,
                                .createdAt = s.fixture.clock.now()};
        sheet.lines = {line, line};
        QVERIFY_THROWS_EXCEPTION(storage::SqlError, s.sheets.insert(sheet));
    }
};

QTEST_GUILESS_MAIN(SitesTest)
#include "tst_sites.moc"
