// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourmath.h"
#include "uitest.h"

#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"

#include <QLabel>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_Freshness final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC));
        theme().setChoice(SchemeChoice::Light);
    }

    void oldDataIsStale()
    {
        Freshness freshness;
        const QDateTime now = testClock().now();
        QVERIFY(freshness.isStale(now, 30));
        freshness.setConfirmed(now);
        QVERIFY(freshness.isStale(now, 30)); // no link yet
        freshness.setLinked(true);
        QVERIFY(!freshness.isStale(now, 30));
        QVERIFY(!freshness.isStale(now.addSecs(30), 30));
        QVERIFY(freshness.isStale(now.addSecs(31), 30));
        QVERIFY(freshness.isStale(now.addSecs(-31), 30)); // the clock was set back
        freshness.setLinked(false);
        QVERIFY(freshness.isStale(now, 30));
    }

    void frameAgesByItself()
    {
        Freshness freshness;
        freshness.setLinked(true);
        freshness.setConfirmed(testClock().now());
        FreshFrame frame(freshness, 30);
        frame.setContent(new QLabel(u"412"_s));
        QVERIFY(!frame.isStale());
        QCOMPARE(frame.notice(), QString());
        QSignalSpy changed(&frame, &FreshFrame::staleChanged);
        testClock().advance(31);
        ticker().tickNow();
        QVERIFY(frame.isStale());
        QCOMPARE(frame.notice(), u"as of 09:02"_s);
        freshness.setConfirmed(testClock().now());
        QVERIFY(!frame.isStale());
        QCOMPARE(changed.size(), 2);
    }

    void itsAgeStandsWhereThereAreNoWords()
    {
        Freshness freshness;
        freshness.setConfirmed(testClock().now());
        FreshFrame frame(freshness, 30);
        frame.setContent(new QLabel(u"412"_s));
        frame.resize(400, 88);
        frame.show();
        const QWidget* notice = nullptr;
        for (const QWidget* child : frame.findChildren<QWidget*>())
            if (!frame.notice().isEmpty() && child->accessibleName() == frame.notice())
                notice = child;
        QVERIFY(notice && notice->isVisible());
        QVERIFY(notice->geometry().bottom() < 44); // beside the tiles' captions
        frame.resize(400, 300);
        QVERIFY(notice->geometry().top() > 250);
    }

    /// A client with no link never shows a colour, and what it shows can still be read.
    void staleContentHasNoColour_data()
    {
        QTest::addColumn<SchemeChoice>("scheme");
        QTest::newRow("light") << SchemeChoice::Light;
        QTest::newRow("dark") << SchemeChoice::Dark;
    }
    void staleContentHasNoColour()
    {
        QFETCH(SchemeChoice, scheme);
        theme().setChoice(scheme);
        Freshness freshness;
        freshness.setConfirmed(testClock().now());
        freshness.setLinked(true);
        FreshFrame frame(freshness, 30);
        auto* card = new QFrame;
        card->setProperty("card", true);
        auto* layout = new QVBoxLayout(card);
        auto* chip = new Chip;
        chip->setSign(signOf(protocol::MachineStatus::Stopped));
        layout->addWidget(chip);
        layout->addWidget(makeLabel(u"████ 412"_s, Type::Display));
        frame.setContent(card);
        frame.resize(300, 160);
        frame.show();

        const auto mostColour = [&frame] {
            const QImage image = frame.grab().toImage();
            double most = 0;
            for (int y = 0; y < image.height() - 40; ++y)
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    most = std::max(most, double(std::max({pixel.red(), pixel.green(), pixel.blue()}) -
                                                 std::min({pixel.red(), pixel.green(), pixel.blue()})));
                }
            return most;
        };
        QVERIFY(mostColour() > 60);
        freshness.setLinked(false);
        QVERIFY(frame.isStale());
        QVERIFY2(mostColour() < 30, qPrintable(QString::number(mostColour())));

        const QImage image = frame.grab().toImage();
        const QColor ground = image.pixelColor(290, 12);
        double best = 0;
        for (int y = 0; y < image.height() - 40; ++y)
            for (int x = 10; x < image.width() - 10; ++x)
                best = std::max(best, colourmath::contrast(image.pixelColor(x, y), ground));
        QVERIFY2(best >= 4.5, qPrintable(QString::number(best)));
        picture(frame, u"stale-"_s + QLatin1StringView(QTest::currentDataTag()));
    }
};

VAKHTA_UI_TEST_MAIN(tst_Freshness)
#include "tst_freshness.moc"
