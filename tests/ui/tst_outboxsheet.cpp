// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "shell/outboxsheet.h"
#include "shell/statusstrip.h"
#include "toasts/toastoverlay.h"

#include "store/outboxentry.h"

#include <QClipboard>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using client::OutboxEntry;
using client::OutboxState;

class tst_OutboxSheet final : public QObject
{
    Q_OBJECT

    static OutboxEntry entry(const QString& key, const QString& path, const QJsonObject& body,
                             OutboxState state = OutboxState::Queued, int status = 0,
                             const QString& code = {})
    {
        OutboxEntry one;
        one.key = key;
        one.request = {"POST", path, body, {}};
        one.state = state;
        one.createdAt = testClock().now().addSecs(-60);
        one.status = status;
        one.errorCode = code;
        return one;
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    /// Nothing that a person did is ever lost from sight: not what waits, not what was refused.
    void aRefusalStaysUntilItIsSeen()
    {
        Shell shell;
        QSignalSpy dismissed(shell.window.get(), &MainWindow::outboxDismissed);
        const OutboxEntry waiting =
            entry(u"a"_s, u"/api/v1/alarms/acknowledge"_s, {{u"ids"_s, QJsonArray{1, 2, 3}}});
        OutboxEntry comment =
            entry(u"b"_s, u"/api/v1/time-sheets/42/comments"_s, {{u"comment_text"_s, u"Нет вторника"_s}});
        shell.window->setOutbox({waiting, comment});
        StatusStrip& strip = shell.window->strip();
        QCOMPARE(strip.outboxButton().text(), u"2 not sent yet"_s);
        QVERIFY(shell.window->toasts().toasts().isEmpty()); // that it waits is no news

        comment.state = OutboxState::Failed;
        comment.status = 400;
        comment.errorCode = u"bad_request"_s;
        shell.window->setOutbox({waiting, comment});
        QCOMPARE(strip.outboxButton().text(), u"1 not sent yet · 1 not accepted"_s);
        QCOMPARE(shell.window->toasts().toasts().size(), 1);
        shell.window->setOutbox({waiting, comment});
        QCOMPARE(shell.window->toasts().toasts().size(), 1); // said once

        // From the toast to what it is about.
        QTest::mouseClick(button(*shell.window->toasts().toasts().first(), u"Open"_s), Qt::LeftButton);
        OutboxSheet& sheet = shell.window->outboxSheet();
        QVERIFY(sheet.isOpen());
        QVERIFY(shell.window->toasts().toasts().isEmpty());
        const QString text = sheet.asText();
        for (const QString& part : {u"Comment: timesheet no. 42"_s, u"Нет вторника"_s,
                                    u"In the state it is in now, this cannot be done."_s,
                                    u"Acknowledge: Вызов мастера: Станок 23 and 2 more"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        QTest::mouseClick(button(sheet, u"Copy the text"_s), Qt::LeftButton); // what was typed is given back
        QCOMPARE(QApplication::clipboard()->text(), u"Нет вторника"_s);
        QCOMPARE(dismissed.size(), 0);
        QTest::mouseClick(button(sheet, u"Take off the list"_s), Qt::LeftButton);
        QCOMPARE(dismissed.size(), 1);
        QCOMPARE(dismissed[0][0].toString(), u"b"_s);
        shell.window->setOutbox({waiting});
        QVERIFY(!button(sheet, u"Take off the list"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!sheet.isOpen());
        QTest::mouseClick(&strip.outboxButton(), Qt::LeftButton);
        QVERIFY(sheet.isOpen());
        QSignalSpy probe(shell.window.get(), &MainWindow::probeRequested);
        QTest::mouseClick(button(sheet, u"Try now"_s), Qt::LeftButton);
        QCOMPARE(probe.size(), 1);
        Russian words;
        picture(*shell.window, u"outbox"_s);
    }

    /// At a start without a link the list is there before the rows that it is about.
    void whatItIsAboutMayComeLater()
    {
        Shell shell({protocol::Role::Manager}, {1440, 900}, false);
        shell.window->setOutbox(
            {entry(u"a"_s, u"/api/v1/alarms/acknowledge"_s, {{u"ids"_s, QJsonArray{1}}})});
        shell.plant.fill();
        shell.window->outboxSheet().open();
        const auto named = [&] {
            for (const QLabel* label : shell.window->outboxSheet().findChildren<QLabel*>())
                if (label->text() == u"Acknowledge: Вызов мастера: Станок 23"_s && label->isVisible())
                    return true;
            return false;
        };
        QTRY_VERIFY(named());
    }

    void reasons_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("conflict") << 409 << u"machine_occupied"_s << u"Somebody was faster"_s;
        QTest::newRow("version") << 412 << u"precondition_failed"_s << u"Somebody was faster"_s;
        QTest::newRow("gone") << 404 << u"not_found"_s << u"does not exist"_s;
        QTest::newRow("one of many") << 200 << u"not_found"_s << u"does not exist"_s;
        QTest::newRow("role") << 403 << u"forbidden"_s << u"role does not allow"_s;
        QTest::newRow("too old") << 0 << u"unknown_outcome"_s << u"Nobody knows"_s;
        QTest::newRow("other") << 418 << QString() << u"(418)"_s;
    }
    void reasons()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, words);
        Shell shell;
        shell.window->setOutbox(
            {entry(u"a"_s, u"/api/v1/alarms/1/shelve"_s, {}, OutboxState::Conflict, status, code)});
        const QString text = shell.window->outboxSheet().asText();
        QVERIFY2(text.contains(words), qPrintable(text));
    }

    void whatIsGoneAnywayNeedsNobody()
    {
        Shell shell;
        QSignalSpy dismissed(shell.window.get(), &MainWindow::outboxDismissed);
        OutboxEntry gone = entry(u"a"_s, u"/api/v1/notifications/90"_s, {}, OutboxState::Failed, 404);
        gone.request.method = "DELETE";
        shell.window->setOutbox({gone});
        QCOMPARE(dismissed.size(), 1);
        QVERIFY(!shell.window->strip().outboxButton().isVisible());
    }
};

VAKHTA_UI_TEST_MAIN(tst_OutboxSheet)
#include "tst_outboxsheet.moc"
