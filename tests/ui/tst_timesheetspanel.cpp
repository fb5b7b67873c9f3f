// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/timesheetspanel.h"
#include "widgets/recordtable.h"

#include "store/outboxentry.h"

#include <QLineEdit>
#include <QTableView>

using namespace ui;
using namespace Qt::StringLiterals;

class tst_TimesheetsPanel final : public QObject
{
    Q_OBJECT
private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void commentsOfTheChosenSheet()
    {
        Shell shell({protocol::Role::HrManager});
        std::vector<protocol::TimesheetRow> sheets;
        std::vector<protocol::CommentRow> comments;
        for (int i = 1; i <= 3; ++i) {
            protocol::TimesheetRow sheet;
            sheet.id = i;
            sheet.foreman = {i, u"Реджепов Азат"_s};
            sheet.status = protocol::TimesheetStatus::UnderReview;
            sheet.from = QDate(2025, 10, 27);
            sheet.to = QDate(2025, 11, 2);
            sheet.createdAt = testClock().now();
            sheets.push_back(sheet);
            protocol::CommentRow comment;
            comment.id = i;
            comment.timesheetId = i;
            comment.author = {7, u"Иванова Елена"_s};
            comment.text = u"Нет часов за %1-е"_s.arg(i);
            comment.at = testClock().now();
            comments.push_back(comment);
        }
        shell.plant.snapshot(u"timesheets"_s, sheets);
        shell.plant.snapshot(u"comments"_s, comments);
        shell.plant.setFresh();
        shell.window->go({u"timesheets"_s, u"comments"_s, 2}); // as from a notification
        QCoreApplication::processEvents();
        auto* panel = qobject_cast<TimesheetsPanel*>(shell.window->panel(u"timesheets"_s));
        QCOMPARE(panel->sheets().selectedIds(), QList<qint64>{2});
        QCOMPARE(panel->comments().filter().rowCount(), 1);

        std::vector<client::OutboxRequest> sent;
        connect(shell.window.get(), &MainWindow::sendRequested, this,
                [&sent](const client::OutboxRequest& request) { sent.push_back(request); });
        QLineEdit* words = nullptr;
        for (QLineEdit* field : panel->findChildren<QLineEdit*>())
            if (field->accessibleName() == "Comment"_L1)
                words = field;
        QTest::keyClick(words, Qt::Key_Return); // nothing to say
        QTest::keyClicks(words, u"Hours of the 2nd are missing"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(sent.size(), size_t(1));
        QCOMPARE(sent[0].path, u"/api/v1/time-sheets/2/comments"_s);
        QCOMPARE(sent[0].body["text"_L1].toString(), u"Hours of the 2nd are missing"_s);
        QCOMPARE(words->text(), QString());
    }
};

VAKHTA_UI_TEST_MAIN(tst_TimesheetsPanel)
#include "tst_timesheetspanel.moc"
