// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/alarmplant.h"
#include "support/alarmrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::LedgerEntry;
using domain::Notification;
using domain::NotificationDraft;
using protocol::NotificationStatus;
using protocol::Receipt;
using protocol::Role;
using support::AlarmPlant;

namespace {

NotificationDraft budgetDraft()
{
    return {.type = u"budget_alert_80"_s,
            .title = u"⚠️ Бюджет объекта на 80%"_s,
            .message = u"Объект 'Дом' израсходовал 82.5% бюджета"_s,
            .data = {{u"object_id"_s, 3}, {u"percentage"_s, 82.5}}};
}

struct Office
{
    AlarmPlant plant{{support::stoppedRule()}};
    domain::Account accountant = plant.hire(u"accountant"_s, {Role::Accountant});
    domain::Account manager = plant.hire(u"manager"_s, {Role::Manager}, plant.north);

    Notification tell(const domain::Account& who, const NotificationDraft& draft = budgetDraft())
    {
        std::optional<Notification> made;
        plant.change([&] { made = plant.notifier().notify(who.id, draft).value(); });
        return *made;
    }
    void take(const domain::Account& who, const QString& desktop, qint64 id, Receipt::Stage stage,
              std::chrono::milliseconds off = 0ms)
    {
        plant.change([&] {
            plant.notifier().take(who.id, {desktop, {{id, stage, plant.clock.now() + off}}});
        });
    }
    QStringList ledger(qint64 id)
    {
        QStringList lines;
        for (const LedgerEntry& entry : plant.notifications().ledger(id)) {
            QString line(toWire(entry.stage));
            if (!entry.via.isEmpty())
                line += u" via "_s + entry.via;
            if (!entry.name.isEmpty())
                line += u" by "_s + entry.name;
            lines.append(line);
        }
        return lines;
    }
    std::vector<protocol::NotificationRow> rowsOf(const domain::Account& who)
    {
        std::vector<protocol::NotificationRow> found;
        const auto rows = plant.get<domain::JournalReader>().rows(
            domain::topic::notifications,
            {who.company, who.branch, who.roles, who.id, protocol::Topics::readableBy(who.roles)});
        for (const QByteArray& row : *rows)
            found.push_back(protocol::notificationRowFromJson(QJsonDocument::fromJson(row).object()).value());
        return found;
    }
};

} // namespace

class TestNotifications final : public QObject
{
    Q_OBJECT
private slots:
    void whatIsToldIsStoredAndOnTheirStreamOnly()
    {
        Office office;
        const Notification made = office.tell(office.accountant);
        QCOMPARE(made.status, NotificationStatus::Pending);
        QCOMPARE(office.plant.told(office.accountant), std::vector<Notification>{made});
        QCOMPARE(office.rowsOf(office.accountant), std::vector{domain::toRow(made)});
        QCOMPARE(office.rowsOf(office.manager).size(), size_t(0));
        QCOMPARE(office.ledger(made.id), QStringList{u"stored"_s});
    }

    void nobodyIsTold()
    {
        Office office;
        office.plant.change([&] {
            const auto refused = office.plant.notifier().notify(*protocol::UserId::from(4711), budgetDraft());
            QCOMPARE(refused.error().code, protocol::ErrorCode::NotFound);
            domain::Account gone = office.manager;
            gone.active = false;
            office.plant.get<domain::AccountRepository>().update(gone);
            QVERIFY(!office.plant.notifier().notify(gone.id, budgetDraft()));
            QCOMPARE(office.plant.notifier().notifyRoles(office.plant.company, {}, {Role::Manager}, budgetDraft()).size(),
                     size_t(0));
        });
    }

    void rolesAreMeantExactly()
    {
        Office office;
        const auto admin = office.plant.hire(u"admin"_s, {Role::Admin});
        const auto both = office.plant.hire(u"both"_s, {Role::Manager, Role::Accountant});
        const auto foreign = office.plant.hire(u"foreign"_s, {Role::Accountant}, {}, office.plant.other);
        std::vector<protocol::UserId> told;
        office.plant.change([&] {
            told = office.plant.notifier().notifyRoles(office.plant.company, {}, {Role::Manager, Role::Accountant},
                                                       budgetDraft());
        });
        QCOMPARE(told, (std::vector{office.accountant.id, office.manager.id, both.id}));
        QCOMPARE(office.plant.told(both).size(), size_t(1)); // once, though two roles are theirs
        QCOMPARE(office.plant.told(admin).size(), size_t(0));
        QCOMPARE(office.plant.told(foreign).size(), size_t(0));
    }

    void theLedgerSaysHowFarItCame()
    {
        Office office;
        const qint64 id = office.tell(office.accountant).id;
        office.plant.clock.advance(1s);
        office.plant.change(
            [&] { office.plant.notifier().sent(id, u"websocket"_s, office.plant.clock.now()); });
        QCOMPARE(office.rowsOf(office.accountant)[0].status, NotificationStatus::Sent);
        office.plant.clock.advance(1s);
        office.take(office.accountant, u"desk-1"_s, id, Receipt::Stage::Received);
        office.plant.clock.advance(1s);
        office.take(office.accountant, u"desk-1"_s, id, Receipt::Stage::Displayed);
        office.take(office.accountant, u"desk-1"_s, id, Receipt::Stage::Displayed); // a repeat is none
        office.take(office.accountant, u"desk-2"_s, id, Receipt::Stage::Displayed);
        QCOMPARE(office.ledger(id), (QStringList{u"stored"_s, u"sent via websocket"_s, u"received via desk-1"_s,
                                                 u"displayed via desk-1"_s, u"displayed via desk-2"_s}));
        const auto found = office.plant.notifications().find(id);
        QCOMPARE(found->sentAt, office.plant.clock.now().addSecs(-2));
    }

    void aReceiptProvesThatItWasSent()
    {
        Office office;
        const qint64 id = office.tell(office.accountant).id;
        office.take(office.accountant, u"desk"_s, id, Receipt::Stage::Received);
        QCOMPARE(office.plant.notifications().find(id)->status, NotificationStatus::Sent);
    }

    void aWrongClockDoesNotBendTheLedger()
    {
        Office office;
        const Notification made = office.tell(office.accountant);
        office.plant.clock.advance(10s);
        office.take(office.accountant, u"fast"_s, made.id, Receipt::Stage::Displayed, 24h);
        office.take(office.accountant, u"slow"_s, made.id, Receipt::Stage::Displayed, -24h);
        for (const LedgerEntry& entry : office.plant.notifications().ledger(made.id))
            QVERIFY(entry.at >= made.createdAt && entry.at <= office.plant.clock.now());
    }

    void nobodyReportsForOthers()
    {
        Office office;
        const qint64 id = office.tell(office.accountant).id;
        office.take(office.manager, u"desk"_s, id, Receipt::Stage::Displayed);
        QCOMPARE(office.ledger(id), QStringList{u"stored"_s});
        office.plant.change([&] {
            QCOMPARE(office.plant.notifier().read(office.manager.id, id).error().code, protocol::ErrorCode::NotFound);
            QCOMPARE(office.plant.notifier().remove(office.manager.id, id).error().code, protocol::ErrorCode::NotFound);
            office.plant.notifier().read(office.manager.id, std::vector{id});
            office.plant.notifier().readAll(office.manager.id);
        });
        QVERIFY(!office.plant.notifications().find(id)->readAt);
    }

    void readHereIsReadEverywhere()
    {
        Office office;
        const qint64 first = office.tell(office.accountant).id;
        const qint64 second = office.tell(office.accountant).id;
        const qint64 third = office.tell(office.accountant).id;
        office.plant.change([&] { QVERIFY(office.plant.notifier().read(office.accountant.id, first)); });
        QVERIFY(office.rowsOf(office.accountant)[0].readAt);
        QVERIFY(!office.rowsOf(office.accountant)[1].readAt);
        office.plant.change([&] {
            QVERIFY(!office.plant.notifier().read(office.accountant.id, first)); // contracts.md C4: 404
            office.plant.notifier().read(office.accountant.id, std::vector<qint64>{first, second, 4711});
        });
        QCOMPARE(office.plant.notifications().countUnread(office.accountant.id), 1);
        office.plant.change([&] { office.plant.notifier().readAll(office.accountant.id); });
        QVERIFY(office.plant.notifications().find(third)->readAt);
        office.plant.change([&] { QVERIFY(office.plant.notifier().remove(office.accountant.id, second)); });
        QCOMPARE(office.rowsOf(office.accountant).size(), size_t(2));
    }

    /// C's clients report nothing; who has read it has seen it.
    void whatIsReadWasDisplayed()
    {
        Office office;
        const qint64 first = office.tell(office.accountant).id;
        const qint64 second = office.tell(office.accountant).id;
        const qint64 third = office.tell(office.accountant).id;
        office.take(office.accountant, u"desk"_s, second, Receipt::Stage::Displayed);
        office.plant.change([&] {
            QVERIFY(office.plant.notifier().read(office.accountant.id, first));
            office.plant.notifier().read(office.accountant.id, std::vector<qint64>{second});
            office.plant.notifier().readAll(office.accountant.id);
        });
        QCOMPARE(office.ledger(first), (QStringList{u"stored"_s, u"displayed via read"_s}));
        QCOMPARE(office.ledger(second), (QStringList{u"stored"_s, u"sent via websocket"_s, u"displayed via desk"_s}));
        QCOMPARE(office.ledger(third), (QStringList{u"stored"_s, u"displayed via read"_s}));
    }

    void figuresAreCounted()
    {
        Office office;
        office.tell(office.accountant);
        const qint64 sent = office.tell(office.accountant).id;
        office.tell(office.accountant, {.type = u"timesheet_comment"_s, .title = u"x"_s});
        office.tell(office.manager);
        office.plant.change([&] {
            office.plant.notifier().sent(sent, u"websocket"_s, office.plant.clock.now());
            QVERIFY(office.plant.notifier().read(office.accountant.id, sent));
        });
        const auto stats = office.plant.notifications().stats(office.accountant.id);
        QCOMPARE(stats.total, 3);
        QCOMPARE(stats.unread, 2);
        QCOMPARE(stats.sent, 1);
        QCOMPARE(stats.byType, (std::vector<std::pair<QString, int>>{{u"budget_alert_80"_s, 2},
                                                                     {u"timesheet_comment"_s, 1}}));
        QCOMPARE(office.plant.notifications().pending(office.plant.company, {}, 10).size(), size_t(3));
        QCOMPARE(office.plant.notifications().pending(office.plant.other, {}, 10).size(), size_t(0));
        QCOMPARE(office.plant.notifications().list(office.accountant.id, true, 1, 1).size(), size_t(1));
    }

    // ---- alarms' notifications ----

    void anAnswerIsInTheLedgerOfAllWhoWereTold()
    {
        Office office;
        const auto first = office.plant.hire(u"первый"_s, {Role::Master});
        const auto second = office.plant.hire(u"второй"_s, {Role::Master});
        office.plant.tell(domain::topic::machines, support::machineRow(7, "stopped"));
        office.plant.clock.advance(5s);
        const qint64 alarm = office.plant.open()[0].id;
        office.plant.change(
            [&] { QVERIFY(office.plant.service().acknowledge(first.principal(), alarm, u"иду"_s)); });
        for (const auto& who : {first, second}) {
            QCOMPARE(office.ledger(office.plant.told(who)[0].id),
                     (QStringList{u"stored"_s, u"acknowledged by первый"_s}));
        }
        QVERIFY(office.plant.told(first)[0].readAt);
        QVERIFY(!office.plant.told(second)[0].readAt); // they have not seen it yet
    }

    void severalToldTogetherAreAnsweredWithTheLast()
    {
        Office office;
        const auto master = office.plant.hire(u"master"_s, {Role::Master});
        office.plant.tell(domain::topic::machines, support::machineRow(1, "stopped"));
        for (int id = 2; id <= 3; ++id)
            office.plant.tell(domain::topic::machines, support::machineRow(id, "stopped"));
        office.plant.clock.advance(5s);
        office.plant.change([&] {
            QVERIFY(office.plant.service().acknowledge(master.principal(), office.plant.open()[0].id, {}));
        });
        office.plant.pass(61s);
        const Notification digest = office.plant.told(master)[0];
        QCOMPARE(digest.data[u"count"_s].toInt(), 2);
        const auto acknowledgeOne = [&](size_t which) {
            office.plant.change([&] {
                QVERIFY(office.plant.service().acknowledge(master.principal(), office.plant.open()[which].id, {}));
            });
        };
        acknowledgeOne(1);
        QCOMPARE(office.ledger(digest.id), QStringList{u"stored"_s});
        acknowledgeOne(2);
        QCOMPARE(office.ledger(digest.id), (QStringList{u"stored"_s, u"acknowledged by master"_s}));
    }
};

QTEST_GUILESS_MAIN(TestNotifications)
#include "tst_notifications.moc"
