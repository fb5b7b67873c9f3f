// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/state.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::AlarmInput;
using domain::AlarmLife;
using domain::AlarmTraits;
using protocol::AlarmState;

namespace {

/// "unacknowledged active", with " tell" after it when people must be told; "-" for no step.
QString inWords(const std::optional<domain::AlarmStep>& step)
{
    if (!step)
        return u"-"_s;
    return QString(toWire(step->life.state)) + (step->life.active ? u" active"_s : QString())
        + (step->annunciate ? u" tell"_s : QString());
}

AlarmLife lifeFrom(const QString& words)
{
    const QStringList parts = words.split(u' ');
    return {protocol::alarmStateFromWire(parts[0]).value(), parts.contains(u"active"_s)};
}

} // namespace

class TestAlarmState final : public QObject
{
    Q_OBJECT
private slots:
    void everyInputInEveryState_data()
    {
        QTest::addColumn<QString>("life");
        QTest::addColumn<AlarmInput>("input");
        QTest::addColumn<QString>("expected");

        struct Line
        {
            const char* life;
            // Raise, Return, Acknowledge, Reset, Shelve, Unshelve, Suppress, Unsuppress, TakeOut, PutBack, Realarm
            QStringList after;
        };
        const QString none = u"-"_s;
        const QString normal = u"normal"_s;
        const QString fresh = u"unacknowledged active tell"_s;
        const QString shelved = u"shelved"_s;
        const QString out = u"out_of_service"_s;
        const std::vector<Line> lines{
            {"normal", {fresh, none, none, none, none, none, none, none, none, none, none}},
            {"unacknowledged active",
             {u"unacknowledged active"_s, u"returned_unacknowledged"_s, u"acknowledged active"_s, none,
              u"shelved active"_s, none, u"suppressed_by_design active"_s, none, u"out_of_service active"_s, none, none}},
            {"acknowledged active",
             {u"acknowledged active"_s, normal, none, none, u"shelved active"_s, none,
              u"suppressed_by_design active"_s, none, u"out_of_service active"_s, none, fresh}},
            {"returned_unacknowledged",
             {u"unacknowledged active"_s, none, normal, none, shelved, none, none, none, out, none, none}},
            {"shelved active",
             {u"shelved active"_s, shelved, none, none, u"shelved active"_s, fresh, none, none,
              u"out_of_service active"_s, none, none}},
            {"shelved", {u"shelved active"_s, none, none, none, shelved, normal, none, none, out, none, none}},
            {"suppressed_by_design active",
             {u"suppressed_by_design active"_s, u"suppressed_by_design"_s, none, none, none, none, none, fresh,
              u"out_of_service active"_s, none, none}},
            {"suppressed_by_design",
             {u"suppressed_by_design active"_s, none, none, none, none, none, none, normal, out, none, none}},
            {"out_of_service active",
             {u"out_of_service active"_s, out, none, none, none, none, none, none, none, fresh, none}},
            {"out_of_service",
             {u"out_of_service active"_s, none, none, none, none, none, none, none, none, normal, none}},
        };
        for (const Line& line : lines) {
            QCOMPARE(line.after.size(), 11);
            for (int i = 0; i < 11; ++i) {
                QTest::addRow("%s, input %d", line.life, i)
                    << QString::fromLatin1(line.life) << static_cast<AlarmInput>(i) << line.after[i];
            }
        }
    }
    void everyInputInEveryState()
    {
        QFETCH(QString, life);
        QFETCH(AlarmInput, input);
        QFETCH(QString, expected);
        QCOMPARE(inWords(domain::nextStep(lifeFrom(life), {}, input)), expected);
    }

    void aLatchedAlarmOutlivesItsCondition()
    {
        const AlarmTraits latching{.latching = true};
        const auto after = [&](const char* life, AlarmInput input) {
            return inWords(domain::nextStep(lifeFrom(QString::fromLatin1(life)), latching, input));
        };
        QCOMPARE(after("unacknowledged active", AlarmInput::Return), u"unacknowledged"_s);
        QCOMPARE(after("unacknowledged", AlarmInput::Acknowledge), u"normal"_s);
        QCOMPARE(after("acknowledged active", AlarmInput::Return), u"acknowledged"_s);
        QCOMPARE(after("acknowledged", AlarmInput::Reset), u"normal"_s);
        QCOMPARE(after("acknowledged active", AlarmInput::Reset), u"-"_s);
        QCOMPARE(after("acknowledged", AlarmInput::Raise), u"unacknowledged active tell"_s);
        QCOMPARE(after("acknowledged", AlarmInput::Realarm), u"-"_s);
    }

    void whatNeedsNoAnswerEndsWithItsCondition()
    {
        const AlarmTraits fleeting{.needsAck = false};
        QCOMPARE(inWords(domain::nextStep({AlarmState::Unacknowledged, true}, fleeting, AlarmInput::Return)),
                 u"normal"_s);
        // It may be acknowledged all the same.
        QCOMPARE(inWords(domain::nextStep({AlarmState::Unacknowledged, true}, fleeting, AlarmInput::Acknowledge)),
                 u"acknowledged active"_s);
    }

    /// From everywhere there is a way back to normal, without the server's restart.
    void nothingIsADeadEnd()
    {
        using enum AlarmState;
        for (const bool latching : {false, true}) {
            for (const AlarmState state :
                 {Unacknowledged, Acknowledged, ReturnedUnacknowledged, Shelved, SuppressedByDesign, OutOfService}) {
                AlarmLife life{state, state != ReturnedUnacknowledged};
                for (const AlarmInput input :
                     {AlarmInput::Return, AlarmInput::Unshelve, AlarmInput::Unsuppress, AlarmInput::PutBack,
                      AlarmInput::Acknowledge, AlarmInput::Reset}) {
                    if (const auto step = domain::nextStep(life, {.latching = latching}, input))
                        life = step->life;
                }
                QCOMPARE(life, (AlarmLife{Normal, false}));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestAlarmState)
#include "tst_alarmstate.moc"
