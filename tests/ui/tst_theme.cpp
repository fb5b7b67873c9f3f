// SPDX-License-Identifier: GPL-3.0-or-later
#include "uitest.h"

#include "theme/icons.h"
#include "theme/marks.h"

#include <QDir>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_Theme final : public QObject
{
    Q_OBJECT
private slots:
    void cleanup()
    {
        theme().setChoice(SchemeChoice::Light);
        theme().setTextScale(1.0);
    }

    void switchesLive()
    {
        QSignalSpy changed(&theme(), &Theme::changed);
        QWidget window;
        window.show();
        QCOMPARE(window.palette().color(QPalette::Window), paletteOf(Scheme::Light).ink(Ink::Window));
        theme().setChoice(SchemeChoice::Dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(window.palette().color(QPalette::Window), paletteOf(Scheme::Dark).ink(Ink::Window));
        theme().setChoice(SchemeChoice::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void textScales()
    {
        QLabel label(u"42"_s);
        setTextStyle(label, Type::Heading, Weight::Semibold, Ink::Muted);
        label.ensurePolished();
        QCOMPARE(label.font().pixelSize(), 24);
        QCOMPARE(label.font().weight(), int(QFont::DemiBold));
        QCOMPARE(label.palette().color(QPalette::WindowText), theme().ink(Ink::Muted));
        theme().setTextScale(1.25);
        QCOMPARE(label.font().pixelSize(), 30);
        QCOMPARE(theme().px(36), 45);
    }

    /// Every icon is an SVG of the project's one style and recolours.
    void icons_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(names.size() > 40);
        for (const QString& name : names)
            if (name != "vakhta.svg"_L1)
                QTest::newRow(qPrintable(name)) << name;
    }
    void icons()
    {
        QFETCH(QString, name);
        QFile file(u":/icons/"_s + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray source = file.readAll();
        QVERIFY(source.contains("stroke=\"currentColor\" stroke-width=\"1.75\""));
        QVERIFY(!source.contains('#'));
        QVERIFY(QSvgRenderer(source).isValid());

        const QByteArray latin = name.chopped(4).toLatin1();
        const QImage red = iconPixmap(QLatin1StringView(latin), Qt::red, 20, 2.0).toImage();
        QCOMPARE(red.size(), QSize(40, 40));
        int inked = 0;
        for (int y = 0; y < red.height(); ++y)
            for (int x = 0; x < red.width(); ++x)
                if (const QColor pixel = red.pixelColor(x, y); pixel.alpha() > 200) {
                    ++inked;
                    QVERIFY(pixel.red() > 200 && pixel.green() < 40);
                }
        QVERIFY2(inked > 40, "nothing was drawn");
        // Nothing touches the edge: icons keep their optical margin.
        for (int i = 0; i < 40; ++i)
            QVERIFY(red.pixelColor(i, 0).alpha() == 0 && red.pixelColor(0, i).alpha() == 0 &&
                    red.pixelColor(i, 39).alpha() == 0 && red.pixelColor(39, i).alpha() == 0);
    }

    void iconFollowsTheScheme()
    {
        const QIcon bell = icon("bell"_L1);
        const auto darkest = [&] {
            int least = 255;
            const QImage image = bell.pixmap(QSize(20, 20), 2.0).toImage();
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixelColor(x, y).alpha() > 200)
                        least = std::min(least, image.pixelColor(x, y).lightness());
            return least;
        };
        QVERIFY(darkest() < 80);
        theme().setChoice(SchemeChoice::Dark);
        QVERIFY(darkest() > 180);
    }

    void marksAreDistinct()
    {
        QList<QImage> seen;
        for (int i = 0; i <= int(Mark::Dash); ++i) {
            if (Mark(i) == Mark::Round)
                continue; // a priority; the link's Dot never stands beside it
            QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintMark(painter, QRectF(2, 2, 20, 20), Mark(i), Qt::black);
            painter.end();
            for (const QImage& other : seen) {
                int different = 0;
                for (int y = 0; y < 24; ++y)
                    for (int x = 0; x < 24; ++x)
                        different += std::abs(qAlpha(image.pixel(x, y)) - qAlpha(other.pixel(x, y))) > 128;
                QVERIFY2(different >= 24,
                         qPrintable(u"mark %1 looks like another: %2"_s.arg(i).arg(different)));
            }
            seen.append(image);
        }
    }
};

VAKHTA_UI_TEST_MAIN(tst_Theme)
#include "tst_theme.moc"
