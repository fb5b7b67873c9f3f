// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildingsite.h"
#include "colourmath.h"

#include "panels/schedule/schedulecells.h"
#include "panels/schedule/schedulepanel.h"
#include "panels/schedule/scheduletable.h"
#include "panels/schedule/totalsrow.h"
#include "shell/navrail.h"
#include "shell/topbar.h"
#include "theme/plansigns.h"
#include "widgets/choice.h"
#include "widgets/pinnedcolumn.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"
#include "widgets/statepage.h"
#include "widgets/stattile.h"

#include "core/actions.h"
#include "store/outboxentry.h"

#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

using namespace ui;
using namespace Qt::StringLiterals;
using client::ScheduleModel;
using protocol::CheckState;
using protocol::Role;
using Site = BuildingSite;

/// The schedule's table: sections, checklists, what is late, what is found.
class tst_SchedulePanel final : public QObject
{
    Q_OBJECT

    static SchedulePanel& panelOf(Shell& shell)
    {
        shell.window->go({u"schedule"_s, {}, 0});
        QCoreApplication::processEvents();
        return *qobject_cast<SchedulePanel*>(shell.window->panel(u"schedule"_s));
    }
    static QList<qint64> shown(SchedulePanel& panel)
    {
        QList<qint64> ids;
        const client::RowsFilter& rows = panel.schedule().table().filter();
        for (int i = 0; i < rows.rowCount(); ++i)
            ids.append(rows.idAt(i));
        return ids;
    }
    static QModelIndex cell(SchedulePanel& panel, qint64 id, int column)
    {
        client::RowsFilter& rows = panel.schedule().table().filter();
        return rows.index(rows.rowOf(id), column);
    }
    static void click(SchedulePanel& panel, const QModelIndex& index)
    {
        QTableView& view = panel.schedule().table().view();
        view.scrollTo(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
    }
    /// Presses what the open menu offers under these words.
    static bool choose(const QString& text)
    {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        for (QAction* action : menu->actions())
            if (action->text() == text) {
                // By the keyboard: Qt 6.8 takes a click so soon for the one that opened the menu.
                menu->setActiveAction(action);
                QTest::keyClick(menu, Qt::Key_Return);
                return true;
            }
        return false;
    }

    std::vector<client::OutboxRequest> m_sent;
    void listen(Shell& shell)
    {
        m_sent.clear();
        connect(shell.window.get(), &MainWindow::sendRequested, this,
                [this](const client::OutboxRequest& request) { m_sent.push_back(request); });
    }

    const QList<qint64> m_all{Site::earthworks,    Site::doneTask,    Site::lateTask, Site::foundations,
                              Site::reinforcement, Site::runningTask, 23,             Site::waitingTask};

private slots:
    void init()
    {
        testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC));
        QSettings().remove(u"schedule"_s);
        QSettings().remove(u"tables"_s);
    }
    void cleanup()
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        theme().setChoice(SchemeChoice::Light);
    }

    void theProjectIsShownInItsOrder()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        QCOMPARE(shown(panel), m_all);
        QCOMPARE(shell.window->rail().button(u"schedule"_s)->badge(), 1);
        QCOMPARE(panel.schedule().totals().text(ScheduleModel::Name), u"In all: 5 works"_s);
        QCOMPARE(panel.schedule().totals().text(ScheduleModel::VolumeFact), u"45 %"_s); // of the labour
        QCOMPARE(panel.schedule().totals().text(ScheduleModel::CostPlan), format::money(840'000'000));
        // Numbers as the locale writes them.
        QCOMPARE(cell(panel, Site::lateTask, ScheduleModel::VolumeFact).data().toString(), u"312"_s);
        QCOMPARE(cell(panel, Site::lateTask, ScheduleModel::CostFact).data().toString(), format::money(131'040'000));
        panel.projects().setCurrentIndex(1);
        QCOMPARE(shown(panel), QList<qint64>{Site::storeTask});
        QCOMPARE(cell(panel, Site::storeTask, ScheduleModel::People).data().toString(), u"in part"_s);
    }

    void theNamesStayInSight()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        QTableView& view = panel.schedule().table().view();
        auto* names = view.findChild<PinnedColumn*>();
        QVERIFY(names && names->isHidden());
        for (const int column : {ScheduleModel::UnitPrice, ScheduleModel::CostPlan, ScheduleModel::CostFact})
            view.setColumnHidden(column, false);
        QTRY_VERIFY(view.horizontalScrollBar()->maximum() > 300);
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
        QVERIFY(names->isVisible());
        QCoreApplication::processEvents();
        picture(*shell.window, u"schedule-names"_s);
        // A section closes there as it does in its own place.
        const QModelIndex section = cell(panel, Site::earthworks, ScheduleModel::Name);
        QTest::mouseClick(names->viewport(), Qt::LeftButton, {}, names->visualRect(section).center());
        QVERIFY(panel.schedule().isCollapsed(Site::earthworks));
        QVERIFY(!shown(panel).contains(Site::lateTask));
    }

    void sectionsCloseByClickAndOpenByKeyboard()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        click(panel, cell(panel, Site::foundations, ScheduleModel::Name));
        QCOMPARE(shown(panel), m_all.mid(0, 4)); // with the section within it
        QTableView& view = panel.schedule().table().view();
        view.setFocus();
        view.setCurrentIndex(cell(panel, Site::foundations, ScheduleModel::Name));
        QTest::keyClick(&view, Qt::Key_Space);
        QCOMPARE(shown(panel), m_all);
    }

    void aChecklistIsSetWhereItStands()
    {
        Shell shell({Role::Foreman});
        Site site(shell);
        listen(shell);
        SchedulePanel& panel = panelOf(shell);
        click(panel, cell(panel, Site::runningTask, ScheduleModel::Materials));
        QVERIFY(choose(u"missing"_s));
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/schedule/tasks/%1"_s.arg(Site::runningTask));
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"materials"_s, u"red"_s}}));
        QCOMPARE(m_sent[0].ifMatch, QByteArray("3"));
        // It is shown before the server has it.
        client::OutboxEntry entry;
        entry.request = m_sent[0];
        shell.window->setOutbox({entry});
        const protocol::PlanTaskRow row = *shell.models.schedule.find(Site::runningTask);
        QCOMPARE(panel.schedule().shownCheck(row, client::CheckItem::Materials), CheckState::Red);
        // The next edit counts on the one before it: there is no conflict with oneself.
        QTableView& view = panel.schedule().table().view();
        view.setFocus();
        view.setCurrentIndex(cell(panel, Site::runningTask, ScheduleModel::People));
        QTest::keyClick(&view, Qt::Key_Space);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QCOMPARE(menu->activeAction()->text(), u"in part"_s); // the present state
        QTest::keyClick(menu, Qt::Key_Up);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].body, (QJsonObject{{u"people"_s, u"green"_s}}));
        QCOMPARE(m_sent[1].ifMatch, QByteArray("4"));
        // Somebody else was faster: the server's state is shown, and the next edit is of that.
        entry.state = client::OutboxState::Conflict;
        shell.window->setOutbox({entry});
        QCOMPARE(panel.schedule().shownCheck(row, client::CheckItem::Materials), CheckState::Green);
        shell.window->setOutbox({});
        protocol::PlanTaskRow changed = row;
        changed.version = 7;
        site.put(u"schedule"_s, changed);
        click(panel, cell(panel, Site::runningTask, ScheduleModel::Access));
        QVERIFY(choose(u"ready"_s));
        QCOMPARE(m_sent.back().ifMatch, QByteArray("7"));
        // What it is already is not asked for again.
        click(panel, cell(panel, Site::doneTask, ScheduleModel::People));
        QVERIFY(choose(u"ready"_s));
        QCOMPARE(m_sent.size(), size_t(3));
    }

    void whoOnlyReadsSetsNothing()
    {
        Shell shell({Role::Viewer});
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        click(panel, cell(panel, Site::runningTask, ScheduleModel::Materials));
        QVERIFY(!QApplication::activePopupWidget());
    }

    void whatIsFoundKeepsItsSections()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        auto* search = panel.tools()->findChild<SearchField*>();
        panel.focusFilter();
        search->setText(u"сетки"_s); // the keyboard of tests has only Latin letters
        QCOMPARE(shown(panel), (QList<qint64>{Site::foundations, Site::reinforcement, 23}));
        search->setText(u"армирование"_s); // a section: all of it
        QCOMPARE(shown(panel), (QList<qint64>{Site::foundations, Site::reinforcement, Site::runningTask, 23}));
        panel.schedule().setCollapsed(Site::reinforcement, true); // closed, and found all the same
        search->setText(u"каркасы"_s);
        QCOMPARE(shown(panel), (QList<qint64>{Site::foundations, Site::reinforcement, Site::runningTask}));
        search->setText(u"такого нет"_s);
        QVERIFY(shown(panel).isEmpty());
        QCOMPARE(panel.schedule().table().findChild<StatePage*>()->state(), StatePage::State::NoMatch);
        search->clear();
        QTest::mouseClick(&panel.schedule().overdueTile(), Qt::LeftButton);
        QCOMPARE(shown(panel), (QList<qint64>{Site::earthworks, Site::lateTask}));
    }

    void inAnotherOrderThereAreNoSections()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        panel.schedule().setCollapsed(Site::earthworks, true);
        RecordTable& table = panel.schedule().table();
        table.sortBy(ScheduleModel::EndPlan, Qt::AscendingOrder);
        QCOMPARE(shown(panel), (QList<qint64>{Site::doneTask, Site::lateTask, Site::runningTask, 23, Site::waitingTask}));
        // The third click on a header leads back.
        table.view().horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        QCOMPARE(shown(panel), (QList<qint64>{Site::earthworks, Site::foundations, Site::reinforcement,
                                              Site::runningTask, 23, Site::waitingTask}));
    }

    /// An alarm's toast leads here, whatever hides the task.
    void anOverdueTaskIsFoundWhereverItIs()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        panel.projects().setCurrentIndex(1);
        panel.schedule().setCollapsed(Site::earthworks, true);
        auto* search = panel.tools()->findChild<SearchField*>();
        search->setText(u"склад"_s);
        shell.window->go({u"overview"_s, {}, 0});
        QVERIFY(shell.window->go({u"schedule"_s, u"schedule"_s, Site::lateTask}));
        QCOMPARE(panel.projects().currentData().toLongLong(), Site::hall);
        QCOMPARE(panel.schedule().table().selectedIds(), QList<qint64>{Site::lateTask});
        QVERIFY(search->text().isEmpty());
        // And again, when it has been closed meanwhile.
        panel.schedule().setCollapsed(Site::earthworks, true);
        shell.window->go({u"overview"_s, {}, 0});
        QVERIFY(shell.window->go({u"schedule"_s, u"schedule"_s, Site::lateTask}));
        QCOMPARE(panel.schedule().table().selectedIds(), QList<qint64>{Site::lateTask});
    }

    void lateIsToldByMoreThanColour()
    {
        Shell shell;
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        QTableView& view = panel.schedule().table().view();
        const auto face = [&](qint64 id) {
            const QModelIndex index = cell(panel, id, ScheduleModel::EndPlan);
            view.scrollTo(index);
            return view.viewport()->grab(view.visualRect(index)).toImage().convertToFormat(QImage::Format_Grayscale8);
        };
        // A clock's face stands before the day, in grey as well.
        const auto inked = [](const QImage& image) {
            int dark = 0;
            for (int y = 4; y < image.height() - 4; ++y)
                for (int x = 0; x < 28 && x < image.width(); ++x)
                    dark += image.pixelColor(x, y).lightness() < 140;
            return dark;
        };
        QVERIFY(inked(face(Site::lateTask)) > 30);
        protocol::PlanTaskRow done = *shell.models.schedule.find(Site::lateTask);
        const int late = inked(face(Site::lateTask));
        done.overdue = false;
        site.put(u"schedule"_s, done);
        QVERIFY(inked(face(Site::lateTask)) != late);
        QCOMPARE(panel.schedule().overdueTile().content().value, u"0"_s);
    }

    void groundsCanBeReadOn()
    {
        for (const auto choice : {SchemeChoice::Light, SchemeChoice::Dark}) {
            theme().setChoice(choice);
            for (int depth = 0; depth < 5; ++depth)
                QVERIFY(colourmath::contrast(theme().ink(Ink::Text), sectionGround(depth)) >= 7);
            QVERIFY(colourmath::contrast(theme().ink(Ink::Muted), sectionGround(0)) >= 4.5);
            QVERIFY(colourmath::contrast(theme().tone(Tone::Serious).text, overdueGround()) >= 4.5);
            QVERIFY(colourmath::contrast(ganttColours().fact, theme().ink(Ink::Surface)) >= 3);
            QVERIFY(colourmath::contrast(ganttColours().fact, ganttColours().plan) >= 1.5);
        }
    }

    void checklistsDifferWithoutColour()
    {
        QList<QImage> faces;
        for (const CheckState state : {CheckState::White, CheckState::Gray, CheckState::Red, CheckState::Yellow,
                                       CheckState::Green}) {
            QImage image(32, 32, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintCheck(painter, QRectF(0, 0, 32, 32), state);
            painter.end();
            const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
            for (const QImage& other : std::as_const(faces)) {
                int differing = 0;
                for (int y = 0; y < 32; ++y)
                    for (int x = 0; x < 32; ++x)
                        differing += std::abs(grey.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 60;
                QVERIFY2(differing > 12, qPrintable(QString::number(differing)));
            }
            faces.append(grey);
            QVERIFY(!checkText(state).isEmpty());
        }
    }

    void columnsAreRemembered()
    {
        {
            Shell shell;
            Site site(shell);
            SchedulePanel& panel = panelOf(shell);
            QHeaderView* header = panel.schedule().table().view().horizontalHeader();
            QVERIFY(header->isSectionHidden(ScheduleModel::CostPlan));
            header->setSectionHidden(ScheduleModel::CostPlan, false);
            header->setSectionHidden(ScheduleModel::Access, true);
        }
        Shell shell;
        Site site(shell);
        QHeaderView* header = panelOf(shell).schedule().table().view().horizontalHeader();
        QVERIFY(!header->isSectionHidden(ScheduleModel::CostPlan));
        QVERIFY(header->isSectionHidden(ScheduleModel::Access));
    }

    void emptyAndForbiddenAreSaid()
    {
        Shell shell;
        SchedulePanel& panel = panelOf(shell);
        auto* page = panel.schedule().table().findChild<StatePage*>();
        QCOMPARE(page->state(), StatePage::State::Empty);
        QVERIFY(!panel.projects().isVisible());
        QVERIFY(panel.badge()->count == 0);
    }

    void looksAsItShould_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << false << QSize(1440, 900);
        QTest::newRow("dark") << true << QSize(1440, 900);
        QTest::newRow("small") << false << QSize(1024, 768);
    }
    void looksAsItShould()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        Russian words;
        theme().setChoice(dark ? SchemeChoice::Dark : SchemeChoice::Light);
        Shell shell({Role::Manager}, size);
        Site site(shell);
        SchedulePanel& panel = panelOf(shell);
        picture(*shell.window, u"schedule-"_s + QLatin1StringView(QTest::currentDataTag()));
        QCOMPARE(panel.title(), u"График работ"_s);
    }
};

VAKHTA_UI_TEST_MAIN(tst_SchedulePanel)
#include "tst_schedulepanel.moc"
