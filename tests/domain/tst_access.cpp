// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include "domain/telling.h"

using namespace Qt::StringLiterals;
using protocol::AccessAction;
using protocol::AccessKind;

class AccessTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }
    void init()
    {
        QFETCH_GLOBAL(QString, backend);
        m_plant = std::make_unique<Plant>(backend);
        m_anna = m_plant->hire(u"0A1B2C3D"_s, u"Склад"_s);
    }

    void aGateTogglesWithoutADayBoundary()
    {
        m_plant->at(u"2026-01-26 08:00"_s);
        QCOMPARE(pass()->action, AccessAction::In);
        m_plant->at(u"2026-01-28 08:00"_s); // two days later: still inside, so out
        QCOMPARE(pass()->action, AccessAction::Out);
        QVERIFY(!m_plant->backend->employees().find(home(), m_anna->id)->inside);
        QCOMPARE(pass()->action, AccessAction::In);
        QVERIFY(m_plant->backend->employees().find(home(), m_anna->id)->inside);
    }

    void cardsAreComparedInUpperCase()
    {
        const auto scan = m_plant->access.scan(home(), u" 0a1b2c3d "_s, u"ESP32-SEC-001"_s);
        QVERIFY(scan && scan->granted);
        QCOMPARE(scan->granted->card, u"0A1B2C3D"_s);
        QCOMPARE(scan->granted->employee->id, m_anna->id);
    }

    void aPassIsKeptAndTold()
    {
        m_plant->at(u"2026-01-26 08:00"_s);
        const auto event = pass();
        QVERIFY(event);
        QVERIFY(event->id > 0);
        const auto kept = m_plant->backend->access().newestAtGates(home(), 10);
        QCOMPARE(kept.size(), 1u);
        QCOMPARE(kept[0].id, event->id);
        QCOMPARE(kept[0].device, u"ESP32-SEC-001"_s);
        QCOMPARE(kept[0].at, Plant::local(u"2026-01-26 08:00"_s));
        QCOMPARE(kept[0].branch, m_plant->backend->north);

        const auto employee = m_plant->backend->employees().find(home(), m_anna->id);
        QVERIFY(employee->inside);
        QCOMPARE(employee->lastSeenAt, Plant::local(u"2026-01-26 08:00"_s));

        QCOMPARE(m_plant->journal.summary(), QStringList({u"people gate"_s, u"access gate"_s}));
        const domain::Change people = m_plant->journal.changes[0];
        QCOMPARE(people.id, m_anna->id.toString());
        QCOMPARE(protocol::personRowFromJson(*people.row).value(), toRow(*employee));
        const domain::Change access = m_plant->journal.changes[1];
        QCOMPARE(access.audience, (domain::Audience{home(), m_plant->backend->north}));
        const auto row = protocol::accessRowFromJson(*access.row).value();
        QCOMPARE(row.id, event->id);
        QCOMPARE(row.kind, AccessKind::Gate);
        QVERIFY(row.granted);
        QCOMPARE(row.action, AccessAction::In);
        QCOMPARE(row.employee->name, u"Тест Анна"_s);
        QCOMPARE(row.card, QString());
    }

    void aStrangersCardIsKeptAndTold()
    {
        const auto scan = m_plant->access.scan(home(), u"ffffffff"_s, u"ESP32-SEC-001"_s);
        QVERIFY(scan);
        QVERIFY(!scan->granted);
        QCOMPARE(m_plant->journal.summary(), QStringList{u"access denied"_s});
        const auto row = protocol::accessRowFromJson(*m_plant->journal.changes[0].row).value();
        QVERIFY(!row.granted);
        QVERIFY(row.id > 0);
        QCOMPARE(row.card, u"FFFFFFFF"_s);
        QVERIFY(!row.action);
        QVERIFY(!row.employee);
        QVERIFY(m_plant->backend->access().newestAtGates(home(), 10).empty());
    }

    void noCardIsNobodys()
    {
        m_plant->hire(QString()); // somebody without a card
        QVERIFY(!m_plant->access.scan(home(), QString(), u"ESP32-SEC-001"_s)->granted);
    }

    void whoLeftOrBelongsElsewhereIsDenied()
    {
        domain::Employee left = *m_anna;
        left.active = false;
        m_plant->backend->employees().update(left);
        QVERIFY(!pass());

        domain::Employee foreign = m_plant->backend->someone();
        foreign.company = m_plant->backend->abroad;
        foreign.card = u"11112222"_s;
        m_plant->backend->hire(foreign);
        QVERIFY(!m_plant->access.scan(home(), u"11112222"_s, {})->granted);
    }

    void aDeniedReadDoesNotToggle()
    {
        QCOMPARE(pass()->action, AccessAction::In);
        m_plant->access.scan(home(), u"FFFFFFFF"_s, {}).value();
        QCOMPARE(pass()->action, AccessAction::Out);
    }

    void aGuardOpensByHand()
    {
        const auto guard = *protocol::UserId::from(7);
        const auto event = m_plant->access.logByHand(home(), m_anna->id, AccessAction::In, guard);
        QVERIFY(event);
        QCOMPARE(event->guard, guard);
        QCOMPARE(pass()->action, AccessAction::Out); // the reader goes on from there
        const auto unknown = m_plant->access.logByHand(home(), *protocol::EmployeeId::from(99), AccessAction::In, guard);
        QCOMPARE(unknown.error().code, protocol::ErrorCode::NotFound);
        const auto foreign = m_plant->access.logByHand(m_plant->backend->abroad, m_anna->id, AccessAction::In, guard);
        QCOMPARE(foreign.error().code, protocol::ErrorCode::NotFound);
    }

    void otherReadersMoveLastSeenButNotInside()
    {
        m_plant->at(u"2026-01-26 08:00"_s);
        m_plant->access.record({.company = home(),
                                .kind = AccessKind::Machine,
                                .granted = true,
                                .employee = m_anna,
                                .card = m_anna->card,
                                .at = m_plant->clock.now()});
        const auto employee = m_plant->backend->employees().find(home(), m_anna->id);
        QVERIFY(!employee->inside);
        QCOMPARE(employee->lastSeenAt, m_plant->clock.now());
        QCOMPARE(m_plant->journal.summary(), QStringList({u"people scan"_s, u"access scan"_s}));
        QCOMPARE(pass()->action, AccessAction::In); // nor do they count as passing a gate
    }

private:
    protocol::CompanyId home() const { return m_plant->backend->home; }
    std::optional<domain::AccessEvent> pass()
    {
        return m_plant->access.scan(home(), u"0A1B2C3D"_s, u"ESP32-SEC-001"_s).value().granted;
    }

    std::unique_ptr<Plant> m_plant;
    std::optional<domain::Employee> m_anna;
};

QTEST_GUILESS_MAIN(AccessTest)
#include "tst_access.moc"
