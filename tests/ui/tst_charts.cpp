// SPDX-License-Identifier: GPL-3.0-or-later
#include "uitest.h"

#include "charts/meanbars.h"
#include "charts/pareto.h"
#include "charts/small.h"
#include "charts/statestrip.h"
#include "charts/timescale.h"
#include "delegates/paint.h"
#include "theme/format.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::MachineStatus;

namespace {

QDateTime at(int hour, int minute)
{
    return QDateTime(QDate(2025, 11, 3), QTime(hour, minute), Qt::UTC);
}

QList<StateSpan> shiftOfALoom()
{
    return {
        {at(4, 0), at(5, 10), MachineStatus::Working},      {at(5, 10), at(5, 22), MachineStatus::Idle},
        {at(5, 22), at(6, 40), MachineStatus::Working},     {at(6, 40), at(6, 47), MachineStatus::Stopped},
        {at(6, 47), at(7, 15), MachineStatus::Maintenance}, {at(7, 15), at(9, 2), MachineStatus::Working}};
}

QList<MeanBars::Bar> shiftsOfALoom()
{
    return {{u"28.10"_s, {}, u"Аманов А."_s, 412, false},
            {u"29.10"_s, {}, {}, 398, false},
            {u"30.10"_s, {}, {}, 270, false},
            {u"31.10"_s, {}, {}, 431, false},
            {u"01.11"_s, {}, {}, 405, false},
            {u"02.11"_s, {}, {}, 380, false},
            {u"03.11"_s, {}, {}, 150, true}};
}

/// Colours that occur in the picture, with how often.
QHash<QRgb, int> coloursOf(QWidget& widget)
{
    QHash<QRgb, int> result;
    const QImage image = widget.grab().toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ++result[image.pixel(x, y) | 0xff000000];
    return result;
}

class DayStripWidget final : public QWidget
{
public:
    DayStripData day;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintDayStrip(painter, rect().adjusted(4, 8, -4, -8), day);
    }
};

class BulletWidget final : public QWidget
{
public:
    double share = 0;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintBullet(painter, rect().adjusted(4, 8, -4, -8), share);
    }
};

} // namespace

class tst_Charts final : public QObject
{
    Q_OBJECT
private slots:
    void timeScaleTicksAreFullHoursOfThePlant()
    {
        format::setPlantZone(QTimeZone("Asia/Kolkata")); // UTC+5:30
        const TimeScale scale(at(4, 0), at(12, 0), 0, 800);
        const QList<QDateTime> ticks = scale.ticks(90);
        QCOMPARE(ticks.size(), 8);
        for (const QDateTime& tick : ticks)
            QCOMPARE(tick.toTimeZone(format::plantZone()).time().minute(), 0);
        QVERIFY(scale.ticks(250).size() <= 3);
        format::setPlantZone(QTimeZone());
    }

    void stripCountsOnlyInsideTheShift()
    {
        StateStrip strip;
        strip.resize(600, strip.sizeHint().height());
        strip.setData(
            {{at(3, 0), at(5, 0), MachineStatus::Working}, {at(5, 0), at(13, 0), MachineStatus::Idle}},
            at(4, 0), at(6, 0), at(5, 30));
        QCOMPARE(strip.accessibleDescription(), u"Working 1:00, Idle 1:00"_s);
    }

    void stripShowsAShortStop()
    {
        StateStrip strip;
        strip.resize(400, strip.sizeHint().height());
        QList<StateSpan> spans{{at(4, 0), at(8, 0), MachineStatus::Working},
                               {at(8, 0), at(8, 0).addSecs(10), MachineStatus::Stopped},
                               {at(8, 0).addSecs(10), at(12, 0), MachineStatus::Working}};
        strip.setData(spans, at(4, 0), at(12, 0), at(12, 0));
        const QRgb red = theme().tone(Tone::Critical).solid.rgb();
        QVERIFY(coloursOf(strip).value(red) > 0);
    }

    void runningPlantHasNoColour()
    {
        StateStrip strip;
        strip.resize(400, strip.sizeHint().height());
        strip.setData(
            {{at(4, 0), at(8, 0), MachineStatus::Working}, {at(8, 0), at(9, 0), MachineStatus::Idle}},
            at(4, 0), at(12, 0), at(9, 0));
        const auto colours = coloursOf(strip);
        for (auto it = colours.begin(); it != colours.end(); ++it)
            QVERIFY2(QColor(it.key()).hsvSaturationF() < 0.35, qPrintable(QColor(it.key()).name()));
    }

    void meanLeavesTheRunningShiftOut()
    {
        MeanBars bars;
        bars.setData({{u"a"_s, {}, {}, 100, false}, {u"b"_s, {}, {}, 300, false}, {u"c"_s, {}, {}, 10, true}},
                     u"m"_s);
        QCOMPARE(bars.mean(), 200.0);
        bars.setData({}, u"m"_s);
        QCOMPARE(bars.mean(), 0.0);
        QCOMPARE(bars.accessibleDescription(), u"No data yet"_s);
    }

    void paretoOrdersByWeight()
    {
        Pareto pareto;
        pareto.setData({{u"small"_s, 10, 1}, {u"none"_s, 0, 0}, {u"large"_s, 90, 2}});
        QCOMPARE(pareto.accessibleDescription(), u"large 90 %, small 10 %"_s);
    }

    void emptyChartsSaySo()
    {
        Pareto pareto;
        pareto.setEmptyText(u"No stops in this shift"_s);
        pareto.setData({});
        QCOMPARE(pareto.accessibleDescription(), u"No stops in this shift"_s);
        pareto.resize(300, 120);
        QVERIFY(coloursOf(pareto).size() > 3); // words are drawn
    }

    void dayStripMarksLateness()
    {
        DayStripWidget widget;
        widget.resize(200, 28);
        widget.day = {at(4, 0), at(15, 0), true, at(6, 0), at(13, 0), at(14, 0)};
        const auto amber = [&widget] {
            const QColor wanted = theme().tone(Tone::Warning).solid;
            int count = 0;
            const auto colours = coloursOf(widget);
            for (auto it = colours.begin(); it != colours.end(); ++it)
                if (std::abs(QColor(it.key()).hue() - wanted.hue()) < 8 &&
                    QColor(it.key()).saturation() > 120)
                    count += it.value();
            return count;
        };
        QVERIFY(amber() > 10);
        widget.day.late = false;
        QCOMPARE(amber(), 0);
    }

    void bulletChangesColourAtItsMarks()
    {
        BulletWidget widget;
        widget.resize(200, 32);
        const auto has = [&](double share, Tone tone) {
            widget.share = share;
            return coloursOf(widget).value(theme().tone(tone).solid.rgb()) > 20;
        };
        QVERIFY(!has(0.79, Tone::Warning));
        QVERIFY(has(0.80, Tone::Warning));
        QVERIFY(!has(0.99, Tone::Critical));
        QVERIFY(has(1.0, Tone::Critical));
    }

    void pictures_data()
    {
        QTest::addColumn<SchemeChoice>("scheme");
        QTest::newRow("light") << SchemeChoice::Light;
        QTest::newRow("dark") << SchemeChoice::Dark;
    }
    void pictures()
    {
        QFETCH(SchemeChoice, scheme);
        theme().setChoice(scheme);
        QWidget sheet;
        auto* grid = new QGridLayout(&sheet);
        grid->setContentsMargins(16, 16, 16, 16);
        grid->setSpacing(16);
        const auto card = [&](QWidget* content, const QString& title, int row, int column, int columns = 1) {
            auto* frame = new QFrame;
            frame->setProperty("card", true);
            auto* layout = new QVBoxLayout(frame);
            layout->setContentsMargins(16, 12, 16, 16);
            layout->addWidget(makeLabel(title, Type::Body, Weight::Semibold));
            layout->addWidget(content, 1);
            grid->addWidget(frame, row, column, 1, columns);
        };
        auto* strip = new StateStrip;
        strip->setData(shiftOfALoom(), at(4, 0), at(12, 0), at(9, 2));
        card(strip, u"Смена"_s, 0, 0, 2);
        auto* bars = new MeanBars;
        bars->setData(shiftsOfALoom(), u"м"_s);
        card(bars, u"Метраж по сменам"_s, 1, 0);
        auto* pareto = new Pareto;
        pareto->setData({{u"Остановлен"_s, 420, 1, Tone::Critical},
                         {u"В ремонте"_s, 1680, 1, Tone::Warning},
                         {u"Простой"_s, 720, 3}});
        card(pareto, u"Остановки"_s, 1, 1);
        auto* chips = new QWidget;
        auto* chipLayout = new QGridLayout(chips);
        int n = 0;
        for (const Sign& sign :
             {signOf(MachineStatus::Working), signOf(MachineStatus::Idle), signOf(MachineStatus::Maintenance),
              signOf(MachineStatus::Stopped), signOf(client::Priority::Critical),
              signOf(client::Priority::High), signOf(client::Priority::Medium), signOf(client::Priority::Low),
              signOf(std::optional(protocol::CallStatus::Pending)),
              signOf(std::optional(protocol::CallStatus::InProgress)), signOf(protocol::WorktimeStatus::Late),
              signOf(protocol::WorktimeStatus::Present), Sign{Mark::Dot, Tone::Good, u"Online"_s},
              Sign{Mark::HalfDot, Tone::Neutral, u"Polling"_s},
              Sign{Mark::Ring, Tone::Quiet, u"Connecting"_s},
              Sign{Mark::CrossRing, Tone::Warning, u"No link"_s}}) {
            auto* chip = new Chip(n % 8 == 7 ? Type::Title : Type::Body);
            chip->setSign(sign);
            chipLayout->addWidget(chip, n / 4, n % 4);
            ++n;
        }
        card(chips, u"Состояния"_s, 2, 0);
        auto* small = new QWidget;
        auto* smallLayout = new QVBoxLayout(small);
        auto* spark = new Sparkline;
        spark->setValues({3, 5, 4, 6, 8, 7, 9, 8, 11});
        smallLayout->addWidget(spark);
        for (int i = 0; i < 3; ++i) {
            auto* day = new DayStripWidget;
            day->day = {at(3, 0), at(15, 0), i == 1, i == 1 ? at(5, 20) : at(4, 10), std::nullopt, at(9, 2)};
            if (i == 2)
                day->day.exit = at(8, 10);
            day->setFixedHeight(28);
            smallLayout->addWidget(day);
        }
        for (const double share : {0.6, 0.85, 1.1}) {
            auto* bullet = new BulletWidget;
            bullet->share = share;
            bullet->setFixedHeight(32);
            smallLayout->addWidget(bullet);
        }
        card(small, u"Мелкие"_s, 2, 1);
        auto* page = new StatePage;
        page->show(StatePage::State::NoLink);
        card(page, u"Страница"_s, 3, 0);
        auto* error = new StatePage;
        error->show(StatePage::State::Error, {}, {}, u"Повторить"_s);
        card(error, u"Страница"_s, 3, 1);
        sheet.resize(1000, 1000);
        sheet.show();
        picture(sheet, u"charts-"_s + QLatin1StringView(QTest::currentDataTag()));
        theme().setChoice(SchemeChoice::Light);
    }
};

VAKHTA_UI_TEST_MAIN(tst_Charts)
#include "tst_charts.moc"
