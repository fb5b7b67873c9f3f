// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/alarmdetail.h"
#include "panels/alarmspanel.h"
#include "shell/navrail.h"
#include "shell/statusstrip.h"
#include "toasts/toastoverlay.h"
#include "widgets/recordtable.h"

#include "store/outboxentry.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::AlarmState;

class tst_AlarmsPanel final : public QObject
{
    Q_OBJECT

    static AlarmsPanel& panelOf(Shell& shell)
    {
        shell.window->go({u"alarms"_s, {}, 0});
        QCoreApplication::processEvents();
        return *qobject_cast<AlarmsPanel*>(shell.window->panel(u"alarms"_s));
    }
    static QPushButton* button(const QWidget& panel, const QString& text)
    {
        for (QPushButton* each : panel.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    static void clickRow(AlarmsPanel& panel, int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTableView& view = panel.table().view();
        const QModelIndex index = view.model()->index(row, client::AlarmsModel::Title);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.visualRect(index).center());
    }
    static QList<qint64> idsOf(const client::OutboxRequest& request)
    {
        QList<qint64> result;
        for (const auto& [topic, id] : client::Actions::subjectsOf(request))
            result.append(id);
        std::sort(result.begin(), result.end());
        return result;
    }

    std::vector<client::OutboxRequest> m_sent;
    void listen(Shell& shell)
    {
        m_sent.clear();
        connect(shell.window.get(), &MainWindow::sendRequested, this,
                [this](const client::OutboxRequest& request) { m_sent.push_back(request); });
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void whoShouldAnswerComesFirst()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        QStringList titles;
        for (int row = 0; row < panel.table().filter().rowCount(); ++row)
            titles.append(panel.table().filter().index(row, client::AlarmsModel::Title).data().toString());
        // Unacknowledged before over, before acknowledged; worst first within; what is shelved is apart.
        QCOMPARE(titles, (QStringList{u"Остановка: Станок 7"_s, u"Вызов мастера: Станок 23"_s,
                                      u"Нет данных: Станок 31"_s, u"Остановка: Станок 12"_s}));
        QCOMPARE(shell.window->rail().button(u"alarms"_s)->badge(), 3);
        QTest::mouseClick(button(panel, u"Shelved  1"_s), Qt::LeftButton);
        QCOMPARE(panel.table().filter().rowCount(), 1);
        QTest::mouseClick(button(panel, u"Unacknowledged  3"_s), Qt::LeftButton);
        QCOMPARE(panel.table().filter().rowCount(), 3);
    }

    void severalAreAcknowledgedAtOnce()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        listen(shell);
        QVERIFY(!button(panel, u"Acknowledge"_s)->isEnabled());
        clickRow(panel, 0);
        clickRow(panel, 3, Qt::ShiftModifier);
        QTest::mouseClick(button(panel, u"Acknowledge"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].method, "POST"_ba);
        QCOMPARE(m_sent[0].path, u"/api/v1/alarms/acknowledge"_s);
        QCOMPARE(idsOf(m_sent[0]), (QList<qint64>{1, 2, 4})); // the fourth has been acknowledged before
    }

    void shelvingNeedsAReasonAndAnEnd()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        listen(shell);
        clickRow(panel, 1);
        QTest::mouseClick(button(panel, u"Shelve"_s), Qt::LeftButton);
        QLineEdit* reason = nullptr;
        for (QLineEdit* field : panel.findChildren<QLineEdit*>())
            if (field->accessibleName() == "Reason for shelving"_L1)
                reason = field;
        QTRY_VERIFY(reason->isVisible());
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(m_sent.empty()); // no reason, no shelving
        QTest::keyClicks(reason, u"maintenance"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/alarms/1/shelve"_s);
        QCOMPARE(idsOf(m_sent[0]), QList<qint64>{1});
        QCOMPARE(m_sent[0].body["reason"_L1].toString(), u"maintenance"_s);
        QCOMPARE(m_sent[0].body["until"_L1].toString(), u"2025-11-03T10:02:30.000Z"_s); // in an hour
        QVERIFY(!reason->isVisible());

        QTest::mouseClick(button(panel, u"Shelve"_s), Qt::LeftButton);
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(!reason->isVisible());
        QCOMPARE(m_sent.size(), size_t(1));
    }

    void whatIsNotSentSaysSo()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        client::OutboxEntry entry;
        entry.key = u"k1"_s;
        entry.request = {"POST", u"/api/v1/alarms/acknowledge"_s, {{u"ids"_s, QJsonArray{2}}}, {}};
        shell.window->setOutbox({entry});
        QCOMPARE(shell.window->strip().outboxButton().text(), u"1 not sent yet"_s);
        clickRow(panel, 0);                                     // the one that waits
        QVERIFY(!button(panel, u"Acknowledge"_s)->isEnabled()); // not twice
        clickRow(panel, 1);
        QVERIFY(button(panel, u"Acknowledge"_s)->isEnabled());

        // Refused: said at once, and until the person has seen it; it may be tried again.
        entry.state = client::OutboxState::Failed;
        entry.status = 404;
        shell.window->setOutbox({entry});
        QCOMPARE(shell.window->toasts().toasts().size(), 1);
        QCOMPARE(shell.window->strip().outboxButton().text(), u"1 not accepted"_s);
        clickRow(panel, 0);
        QVERIFY(button(panel, u"Acknowledge"_s)->isEnabled());
        shell.window->setOutbox({});
        QVERIFY(!shell.window->strip().outboxButton().isVisible());
    }

    void whatIsShelvedComesBack()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        listen(shell);
        QVERIFY(!button(panel, u"Unshelve"_s));
        QTest::mouseClick(button(panel, u"Shelved  1"_s), Qt::LeftButton);
        QVERIFY(!button(panel, u"Shelve"_s));
        clickRow(panel, 0);
        QTest::mouseClick(button(panel, u"Unshelve"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/alarms/5/unshelve"_s);
    }

    void theChosenOneIsShownWhole()
    {
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        clickRow(panel, 3);
        const QString text = panel.detail().asText();
        for (const QString& part :
             {u"Остановка: Станок 12"_s, u"Дурдыев Батыр"_s, u"«иду»"_s, u"1 h 52 min"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        QTest::mouseClick(button(panel, u"Open the record"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"machines"_s, u"machines"_s, 12}));

        // It follows its row, and leaves with it.
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        clickRow(panel, 0);
        protocol::AlarmRow row = *shell.models.alarms.find(2);
        row.state = AlarmState::Acknowledged;
        row.acknowledged = protocol::AlarmRow::Action{4, u"Курбанов Нуры"_s, testClock().now(), {}, {}};
        shell.plant.put(row);
        QTRY_VERIFY(panel.detail().asText().contains(u"Курбанов Нуры"_s));
        QTRY_COMPARE(shell.window->rail().button(u"alarms"_s)->badge(), 2);
    }

    void pictures()
    {
        Russian words;
        Shell shell;
        AlarmsPanel& panel = panelOf(shell);
        clickRow(panel, 0);
        QCoreApplication::processEvents();
        picture(*shell.window, u"alarms-ru"_s);
        QVERIFY(panel.isVisible());
    }
};

VAKHTA_UI_TEST_MAIN(tst_AlarmsPanel)
#include "tst_alarmspanel.moc"
