// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"
#include "uitest.h"

#include "panels/dress.h"
#include "theme/format.h"
#include "widgets/freshness.h"
#include "widgets/pinnedcolumn.h"
#include "widgets/recordtable.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>

using namespace ui;
using namespace Qt::StringLiterals;
using M = client::MachinesModel;

class tst_RecordTable final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        QSettings().clear();
        m_models = std::make_unique<client::Models>(testClock());
        dress(*m_models);
        m_plant = std::make_unique<Plant>(*m_models, testClock().now());
        m_freshness.setConfirmed(testClock().now());
        m_freshness.setLinked(true);
    }

    void showsWhyItIsEmpty()
    {
        auto table = make();
        const auto* page = table->findChild<StatePage*>();
        QCOMPARE(page->state(), StatePage::State::Loading);
        m_plant->setFresh();
        QCOMPARE(page->state(), StatePage::State::Empty);
        m_plant->setFresh(client::DataState::NotAllowed);
        QCOMPARE(page->state(), StatePage::State::NoPermission);
        m_plant->fill();
        QVERIFY(table->view().isVisibleTo(table.get()));
        table->setFilterText(u"нет такого"_s);
        QCOMPARE(page->state(), StatePage::State::NoMatch);
        table->setFilterText(u"станок 12"_s);
        QVERIFY(table->view().isVisibleTo(table.get()));
        QCOMPARE(table->filter().rowCount(), 1);
    }

    void clickSelectsAndEnterOpens()
    {
        m_plant->fill();
        auto table = make();
        QSignalSpy opened(table.get(), &RecordTable::activated);
        QTest::mouseClick(table->view().viewport(), Qt::LeftButton, {}, cell(*table, 2, M::Name).center());
        QCOMPARE(table->selectedIds(), QList<qint64>{3});
        QTest::keyClick(&table->view(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toLongLong(), 3);
        QTest::mouseClick(table->view().viewport(), Qt::LeftButton, {}, cell(*table, 4, M::Name).center());
        QTest::mouseDClick(table->view().viewport(), Qt::LeftButton, {}, cell(*table, 4, M::Name).center());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened[1][0].toLongLong(), 5);
    }

    void selectionSurvivesANewPicture()
    {
        m_plant->fill();
        auto table = make();
        QVERIFY(table->reveal(7));
        std::vector<protocol::MachineRow> rows;
        for (int i = 1; i <= 1500; ++i) {
            protocol::MachineRow row;
            row.id = i;
            row.name = u"Станок %1"_s.arg(i);
            row.statusSince = testClock().now();
            rows.push_back(row);
        }
        QSignalSpy reset(&m_models->machines, &QAbstractItemModel::modelReset);
        m_plant->snapshot(u"machines"_s, rows);
        QCOMPARE(reset.size(), 1); // as many as this replace the whole model
        QCOMPARE(table->selectedIds(), QList<qint64>{7});
    }

    void headerClickSorts()
    {
        m_plant->fill();
        auto table = make();
        QHeaderView* header = table->view().horizontalHeader();
        const auto clickHeader = [&](int column) {
            const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
        };
        clickHeader(M::Name);
        QCOMPARE(table->filter().index(1, M::Name).data().toString(), u"Станок 2"_s); // not «Станок 10»
        clickHeader(M::Name);
        QCOMPARE(table->filter().index(0, M::Name).data().toString(), u"Станок 40"_s);
    }

    void columnsAreRememberedPerPerson()
    {
        m_plant->fill();
        {
            auto table = make();
            table->setPerson(u"hr"_s);
            QHeaderView* header = table->view().horizontalHeader();
            header->resizeSection(M::Status, 222);
            header->setSectionHidden(M::Master, true);
            header->moveSection(header->visualIndex(M::Meters), 0);
            table->sortBy(M::Meters, Qt::DescendingOrder);
        }
        auto table = make();
        QHeaderView* header = table->view().horizontalHeader();
        QVERIFY(header->sectionSize(M::Status) != 222);
        table->setPerson(u"hr"_s);
        QCOMPARE(header->sectionSize(M::Status), 222);
        QVERIFY(header->isSectionHidden(M::Master));
        QCOMPARE(header->visualIndex(M::Meters), 0);
        QCOMPARE(header->sortIndicatorSection(), int(M::Meters));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        // Whoever comes next to the same desk has nothing of it.
        table->setPerson(u"guard"_s);
        QVERIFY(!header->isSectionHidden(M::Master));
        QVERIFY(header->sectionSize(M::Status) != 222);
        QVERIFY(header->visualIndex(M::Meters) != 0);
        table->setPerson(u"hr"_s);
        QVERIFY(header->isSectionHidden(M::Master));
        QCOMPARE(header->sectionSize(M::Status), 222);
    }

    void copiesWhatIsSeen()
    {
        m_plant->fill();
        auto table = make();
        table->view().selectRow(1);
        table->view().setFocus();
        QTest::keyClick(&table->view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), table->selectionAsText());
        const QStringList cells = QApplication::clipboard()->text().split(u'\t');
        QCOMPARE(cells.size(), 7);
        QCOMPARE(cells[0], u"2"_s);
        QCOMPARE(cells[1], u"Станок 2"_s);
    }

    void csv()
    {
        QCOMPARE(RecordTable::csvLine({u"a"_s, u"b;c"_s, u"d\"e"_s}, u';'), u"a;\"b;c\";\"d\"\"e\"\r\n"_s);
        // What a spreadsheet would run is disarmed; a number is not.
        QCOMPARE(RecordTable::csvLine({u"=1+1"_s, u"-3"_s, u"@x"_s}, u','), u"'=1+1,-3,'@x\r\n"_s);
    }

    void glowIsASecond()
    {
        QCOMPARE(CellDelegate::glow(0, 5000), 0.0);
        QCOMPARE(CellDelegate::glow(5000, 5000), 1.0);
        QCOMPARE(CellDelegate::glow(5000, 5500), 0.5);
        QCOMPARE(CellDelegate::glow(5000, 6001), 0.0);
        QCOMPARE(CellDelegate::glow(5000, 4000), 0.0);

        m_plant->fill();
        auto table = make();
        const QRect place = cell(*table, 0, M::Meters);
        const auto colour = [&] { return table->view().viewport()->grab(place).toImage().pixelColor(2, 2); };
        const QColor calm = colour();
        protocol::MachineRow row = m_plant->machine(1);
        row.meters += 1;
        m_plant->put(row);
        QVERIFY(colour() != calm);
        testClock().advance(2);
        QCOMPARE(colour(), calm);
    }

    void staleRowsLoseTheirColour()
    {
        m_plant->fill();
        auto table = make();
        m_freshness.setLinked(false);
        const QImage image = table->grab().toImage();
        double most = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                most = std::max(most, double(image.pixelColor(x, y).hsvSaturationF()) *
                                          image.pixelColor(x, y).valueF());
        QVERIFY2(most < 0.2, qPrintable(QString::number(most)));
        picture(*table, u"table-stale"_s);
    }

    /// A hundred thousand rows: scrolling through them paints pages, not rows.
    void scrollsManyRows()
    {
        std::vector<protocol::MachineRow> rows;
        for (int i = 1; i <= 100'000; ++i) {
            protocol::MachineRow row;
            row.id = i;
            row.name = u"Станок %1"_s.arg(i);
            row.statusSince = testClock().now();
            row.meters = i;
            rows.push_back(row);
        }
        m_plant->snapshotTyped(u"machines"_s, rows);
        m_plant->setFresh();
        auto table = make();
        QVERIFY(QTest::qWaitForWindowExposed(table.get()));
        QTRY_VERIFY(table->view().verticalScrollBar()->maximum() > 1'000'000);
        QScrollBar* bar = table->view().verticalScrollBar();
        QElapsedTimer timer;
        timer.start();
        constexpr int pages = 50;
        for (int i = 0; i < pages; ++i) {
            bar->setValue(bar->maximum() / pages * i);
            table->view().viewport()->repaint();
        }
        const double perPage = double(timer.nsecsElapsed()) / 1e6 / pages;
        qInfo() << "milliseconds to paint a page of 100,000 rows:" << perPage;
        QVERIFY2(perPage < 60, qPrintable(QString::number(perPage))); // a debug build on a busy machine
    }

    void aPinnedColumnStaysInSight()
    {
        m_plant->fill();
        auto table = make();
        PinnedColumn names(table->view(), M::Name);
        table->resize(420, 240); // less than the columns need, and than the rows
        QVERIFY(QTest::qWaitForWindowExposed(table.get()));
        QTableView& view = table->view();
        QScrollBar* sideways = view.horizontalScrollBar();
        QTRY_VERIFY(sideways->maximum() > 300 && view.verticalScrollBar()->maximum() > 0);
        QVERIFY(names.isHidden());
        sideways->setValue(sideways->maximum());
        QVERIFY(names.isVisible());
        QCOMPARE(names.geometry().left(), view.viewport()->geometry().left());
        QCOMPARE(names.width(), view.columnWidth(M::Name));
        QCOMPARE(names.viewport()->height(), view.viewport()->height());

        // The rows beside each other are the same ones, wherever the table is scrolled to.
        QTRY_COMPARE(names.verticalScrollBar()->maximum(), view.verticalScrollBar()->maximum());
        view.verticalScrollBar()->setValue(37);
        const auto tops = [&](int row) {
            return std::pair{names.visualRect(table->filter().index(row, M::Name)).top(), cell(*table, row, M::Name).top()};
        };
        QCOMPARE(tops(3).first, tops(3).second);
        names.verticalScrollBar()->setValue(12);
        QCOMPARE(view.verticalScrollBar()->value(), 12);

        // What is done there is done to the table.
        const QPoint second = names.visualRect(table->filter().index(2, M::Name)).center();
        QTest::mouseClick(names.viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(table->selectedIds(), QList<qint64>{3});

        // Nobody's current cell hides below it.
        view.setCurrentIndex(table->filter().index(2, M::Master));
        for (int column : {M::Call, M::Meters, M::Operator, M::Status}) {
            view.setCurrentIndex(table->filter().index(2, column));
            const int edge = names.isVisible() ? names.geometry().right() - view.viewport()->geometry().left() : 0;
            QVERIFY2(cell(*table, 2, column).left() >= edge, qPrintable(QString::number(column)));
        }
        sideways->setValue(0);
        QVERIFY(names.isHidden());
        sideways->setValue(sideways->maximum());
        view.setColumnHidden(M::Name, true);
        QTRY_VERIFY(names.isHidden());
    }

    void pictures()
    {
        m_plant->fill();
        auto table = make();
        table->view().selectRow(3);
        picture(*table, u"table-light"_s);
        theme().setChoice(SchemeChoice::Dark);
        picture(*table, u"table-dark"_s);
        theme().setChoice(SchemeChoice::Light);
    }

private:
    std::unique_ptr<RecordTable> make()
    {
        const auto status = [](const QModelIndex& index) {
            return signOf(protocol::MachineStatus(index.data(client::RowsModel::ValueRole).toInt()));
        };
        const auto call = [](const QModelIndex& index) {
            const QVariant value = index.data(client::RowsModel::ValueRole);
            return signOf(value.isValid() ? std::optional(protocol::CallStatus(value.toInt()))
                                          : std::nullopt);
        };
        auto table = std::make_unique<RecordTable>(u"machines"_s, m_models->machines,
                                                   QList<TableColumn>{{M::Number, 56, {Qt::AlignRight}},
                                                                      {M::Name, 130, {}},
                                                                      {M::Status, 140, {.sign = status}},
                                                                      {M::Operator, 0, {}},
                                                                      {M::Meters, 110, {Qt::AlignRight}},
                                                                      {M::Call, 150, {.sign = call}},
                                                                      {M::Master, 150, {}}},
                                                   m_freshness, testClock());
        table->resize(900, 500);
        table->show();
        return table;
    }
    static QRect cell(RecordTable& table, int row, int column)
    {
        return table.view().visualRect(table.filter().index(row, column));
    }

    Freshness m_freshness;
    std::unique_ptr<client::Models> m_models;
    std::unique_ptr<Plant> m_plant;
};

VAKHTA_UI_TEST_MAIN(tst_RecordTable)
#include "tst_recordtable.moc"
