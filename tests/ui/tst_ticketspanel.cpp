// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "charts/ageing.h"
#include "panels/conversation.h"
#include "panels/ticketfigures.h"
#include "panels/ticketform.h"
#include "panels/ticketpage.h"
#include "panels/ticketslist.h"
#include "panels/ticketspanel.h"
#include "shell/navrail.h"
#include "toasts/toast.h"
#include "toasts/toastoverlay.h"
#include "widgets/choice.h"
#include "widgets/ranklist.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include "protocol/rows/ticket.h"
#include "store/outboxentry.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TicketCategory;
using protocol::TicketPriority;
using protocol::TicketStatus;

class tst_TicketsPanel final : public QObject
{
    Q_OBJECT

    /// 1 and 2 wait for somebody, 3 is worked on, 4 is resolved, 5 closed.
    static void fill(Shell& shell)
    {
        std::vector<protocol::TicketRow> tickets;
        const auto add = [&](const QString& title, const QString& reporter, TicketStatus status,
                             TicketPriority priority, int hours, std::optional<protocol::PersonRef> assignee,
                             TicketCategory category = TicketCategory::Hardware) {
            protocol::TicketRow row;
            row.id = qint64(tickets.size()) + 1;
            row.title = title;
            row.description = u"С самого утра, перезагрузка не помогла. Очередь растёт, люди ждут."_s;
            row.status = status;
            row.priority = priority;
            row.category = category;
            row.reporter = reporter;
            row.phone = u"+7 (900) 123-45-67"_s;
            row.place = u"Корпус 2, 3 этаж, каб. 12"_s;
            row.assignee = assignee;
            row.createdAt = row.updatedAt = testClock().now().addSecs(-3'600 * hours - 60);
            if (status == TicketStatus::Resolved || status == TicketStatus::Closed)
                row.resolvedAt = row.createdAt.addSecs(1'800);
            tickets.push_back(row);
        };
        const protocol::PersonRef merdan{4, u"Аннаев Мердан"_s};
        add(u"Не печатает принтер"_s, u"Гурбанова Огульджан"_s, TicketStatus::Open, TicketPriority::Medium, 100,
            {});
        add(u"Нет сети в цехе № 2"_s, u"Дурдыев Батыр"_s, TicketStatus::Open, TicketPriority::Urgent, 0, {},
            TicketCategory::Network);
        add(u"Не открывается склад"_s, u"Сапаров Мерет"_s, TicketStatus::InProgress, TicketPriority::High, 5,
            merdan, TicketCategory::Software);
        add(u"Сменить пароль"_s, u"Аманов Батыр"_s, TicketStatus::Resolved, TicketPriority::Low, 30, merdan,
            TicketCategory::Account);
        add(u"Заменить мышь"_s, u"Аманов Батыр"_s, TicketStatus::Closed, TicketPriority::Urgent, 300, merdan);
        shell.plant.snapshot(u"tickets"_s, tickets);
        std::vector<protocol::TicketEventRow> log;
        using What = protocol::TicketEventRow::What;
        const auto happened = [&log](What what, const QString& by, const QString& text, int secondsAgo) {
            protocol::TicketEventRow event;
            event.id = qint64(log.size()) + 1;
            event.ticket = 3;
            event.what = what;
            event.by = by;
            event.text = text;
            if (what == What::Status) {
                event.before = u"open"_s;
                event.after = u"in_progress"_s;
            }
            event.at = testClock().now().addSecs(-secondsAgo);
            log.push_back(event);
        };
        happened(What::Created, u"Сапаров Мерет"_s, {}, 18'000);
        happened(What::Status, u"Аннаев Мердан"_s, u"Статус: Открыта → В работе"_s, 9'000);
        happened(What::Comment, u"Аннаев Мердан"_s, u"Смотрю журнал"_s, 8'000);
        shell.plant.snapshot(u"ticketlog"_s, log);
        shell.plant.setFresh();
        shell.window->go({u"tickets"_s, {}, 0});
        QCoreApplication::processEvents();
    }
    static TicketsPanel& panelOf(Shell& shell)
    {
        return *qobject_cast<TicketsPanel*>(shell.window->panel(u"tickets"_s));
    }
    static QPushButton* button(const QWidget& where, const QString& text)
    {
        for (QPushButton* each : where.findChildren<QPushButton*>())
            if (each->text() == text && each->isVisible())
                return each;
        return nullptr;
    }
    template <class Field> static Field* field(const QWidget& where, const QString& name)
    {
        for (Field* each : where.findChildren<Field*>())
            if (each->accessibleName() == name && each->isVisible())
                return each;
        return nullptr;
    }
    static QStringList titles(TicketsPanel& panel)
    {
        QStringList result;
        const client::RowsFilter& shown = panel.list().table().filter();
        for (int i = 0; i < shown.rowCount(); ++i)
            result.append(shown.index(i, client::TicketsModel::Title).data().toString());
        return result;
    }
    static void click(QTableView& view, int row, int column, bool twice = false)
    {
        // A panel that was just opened is laid out in a moment.
        QTRY_VERIFY(view.isVisible() && view.viewport()->rect().contains(
                                            view.visualRect(view.model()->index(row, column)).center()));
        const QPoint point = view.visualRect(view.model()->index(row, column)).center();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, point);
        if (twice)
            QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, point);
    }
    static client::OutboxEntry queued(const client::OutboxRequest& request)
    {
        client::OutboxEntry entry;
        entry.key = u"k"_s;
        entry.request = request;
        return entry;
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

    void whatWaitsStandsFirst()
    {
        Shell shell({Role::Technician});
        fill(shell);
        TicketsPanel& panel = panelOf(shell);
        QCOMPARE(titles(panel), (QStringList{u"Нет сети в цехе № 2"_s, u"Не открывается склад"_s,
                                             u"Не печатает принтер"_s, u"Сменить пароль"_s,
                                             u"Заменить мышь"_s}));
        QTRY_COMPARE(panel.list().tile({}).content().value, u"5"_s);
        QCOMPARE(panel.list().tile(TicketStatus::Open).content().value, u"2"_s);
        QTRY_COMPARE(shell.window->rail().button(u"tickets"_s)->badge(), 2); // high and urgent
        // Old is told from new, and the urgent from the rest.
        const QList<AgeingBars::Bar>& bars = panel.list().figures().ageing().bars();
        QCOMPARE(bars.size(), 6);
        QCOMPARE(bars[0].counts, (QList<int>{1, 0, 0, 0}));
        QCOMPARE(bars[2].counts, (QList<int>{0, 1, 0, 0}));
        QCOMPARE(bars[4].counts, (QList<int>{0, 0, 1, 0}));
        const QList<RankList::Entry>& load = panel.list().figures().load().entries();
        QCOMPARE(load.size(), 2);
        QCOMPARE(load[0].value, u"2"_s); // nobody's
        QCOMPARE(load[1].title, u"Аннаев Мердан"_s);
        QCOMPARE(load[1].value, u"1"_s);
        Russian words;
        picture(*shell.window, u"tickets"_s);
    }

    void cardsAndChipsChoose()
    {
        Shell shell({Role::Technician});
        fill(shell);
        TicketsPanel& panel = panelOf(shell);
        QTest::mouseClick(&panel.list().tile(TicketStatus::Open), Qt::LeftButton);
        QCOMPARE(titles(panel), (QStringList{u"Нет сети в цехе № 2"_s, u"Не печатает принтер"_s}));
        QTRY_VERIFY(button(panel, u"Urgent  1"_s));
        QTest::mouseClick(button(panel, u"Urgent  1"_s), Qt::LeftButton);
        QCOMPARE(titles(panel), QStringList{u"Нет сети в цехе № 2"_s});
        QTest::mouseClick(button(panel, u"Medium  1"_s), Qt::LeftButton); // both
        QCOMPARE(titles(panel).size(), 2);
        QTest::mouseClick(field<QToolButton>(panel, u"Show all"_s), Qt::LeftButton);
        QCOMPARE(titles(panel).size(), 5);
        QVERIFY(panel.list().tile({}).isChecked());
        QVERIFY(!field<QToolButton>(panel, u"Show all"_s));
        auto* category = field<Choice>(panel, u"Category"_s);
        category->setFocus();
        QTest::keyClick(category, Qt::Key_Down);
        QCOMPARE(titles(panel), (QStringList{u"Не печатает принтер"_s, u"Заменить мышь"_s}));
        QTest::mouseClick(field<QToolButton>(panel, u"Show all"_s), Qt::LeftButton);
        QTest::mouseClick(button(panel, u"Nobody's  2"_s), Qt::LeftButton);
        QCOMPARE(titles(panel), (QStringList{u"Нет сети в цехе № 2"_s, u"Не печатает принтер"_s}));
        // Who has how many leads to theirs.
        RankList& load = panel.list().figures().load();
        QTest::mouseClick(load.viewport(), Qt::LeftButton, {}, load.visualRect(load.model()->index(1, 0)).center());
        QTest::keyClick(&load, Qt::Key_Return);
        QCOMPARE(titles(panel).size(), 3);
        QTest::mouseClick(button(panel, u"Аннаев Мердан"_s), Qt::LeftButton);
        QCOMPARE(titles(panel).size(), 5);
    }

    void theNextStepIsOneClick()
    {
        Shell shell({Role::Technician});
        fill(shell);
        listen(shell);
        TicketsPanel& panel = panelOf(shell);
        QTableView& view = panel.list().table().view();
        click(view, 0, client::TicketsModel::Step);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/tickets/2/take"_s);
        // As it was seen: who takes it at the same moment is told that somebody was faster.
        QCOMPARE(m_sent[0].ifMatch, protocol::versionOf(*shell.models.tickets.find(2)));
        // Without a link it waits, says so, and is not done twice.
        shell.window->setOutbox({queued(m_sent[0])});
        click(view, 0, client::TicketsModel::Step);
        QCOMPARE(m_sent.size(), size_t(1));
        click(view, 1, client::TicketsModel::Step);
        QCOMPARE(m_sent.size(), size_t(2));
        QCOMPARE(m_sent[1].path, u"/api/v1/tickets/3/resolve"_s);
        picture(*shell.window, u"tickets-unsent"_s);
        // A refused one may be tried again.
        client::OutboxEntry refused = queued(m_sent[0]);
        refused.state = client::OutboxState::Conflict;
        shell.window->setOutbox({refused});
        click(view, 0, client::TicketsModel::Step);
        QCOMPARE(m_sent.size(), size_t(3));
    }

    void aTicketIsReadAndAnswered()
    {
        Shell shell({Role::Technician});
        fill(shell);
        listen(shell);
        TicketsPanel& panel = panelOf(shell);
        click(panel.list().table().view(), 1, client::TicketsModel::Title, true);
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, u"tickets"_s, 3}));
        TicketPage& page = panel.page();
        QCOMPARE(page.conversation().asText(), u"Сапаров Мерет: Asked for help\n"
                                               "Аннаев Мердан: Status: Open → In progress\n"
                                               "Аннаев Мердан: Смотрю журнал"_s);
        QVERIFY(!button(page, u"Take"_s));
        QVERIFY(!button(page, u"Open again"_s));
        QLineEdit* words = field<QLineEdit>(page, u"Comment"_s);
        QTest::keyClicks(words, u"x"_s); // too short
        QTest::keyClick(words, Qt::Key_Return);
        QVERIFY(m_sent.empty());
        QTest::keyClicks(words, u" is open again"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/tickets/3/comments"_s);
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"text"_s, u"x is open again"_s}}));
        shell.window->setOutbox({queued(m_sent[0])});
        QVERIFY(page.conversation().asText().endsWith(u"Not sent yet: x is open again"_s));
        QVERIFY(button(page, u"Resolve"_s)->isEnabled()); // a comment holds nothing up
        QTest::mouseClick(button(page, u"Resolve"_s), Qt::LeftButton);
        QCOMPARE(m_sent.back().path, u"/api/v1/tickets/3/resolve"_s);
        shell.window->setOutbox({queued(m_sent.back())});
        QVERIFY(!button(page, u"Close"_s)->isEnabled());
        Russian words2;
        picture(*shell.window, u"ticket"_s);
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, {}, 0}));
        QCOMPARE(panel.list().table().selectedIds(), QList<qint64>{3});
    }

    void whatMayBeDoneFollowsRoleAndState_data()
    {
        QTest::addColumn<quint32>("roles");
        QTest::addColumn<qint64>("ticket");
        QTest::addColumn<QString>("may");
        const auto row = [](const char* name, protocol::Roles roles, qint64 ticket, const QString& may) {
            QTest::newRow(name) << roles.bits() << ticket << may;
        };
        row("open", {Role::Technician}, 1, u"Take|Assign…|Resolve|Close"_s);
        row("in progress", {Role::Master}, 3, u"Assign…|Resolve|Close"_s);
        row("resolved", {Role::Technician}, 4, u"Assign…|Close|Open again"_s);
        row("closed", {Role::Technician}, 5, u"Open again"_s);
        row("a manager may all", {Role::Manager}, 1, u"Take|Assign…|Resolve|Close"_s);
        row("who asked only speaks", {Role::Operator}, 1, QString());
    }
    void whatMayBeDoneFollowsRoleAndState()
    {
        QFETCH(quint32, roles);
        QFETCH(qint64, ticket);
        QFETCH(QString, may);
        Shell shell(protocol::Roles::fromBits(roles));
        fill(shell);
        QVERIFY(shell.window->go({u"tickets"_s, u"tickets"_s, ticket}));
        QCoreApplication::processEvents();
        const QStringList wanted = may.split(u'|', Qt::SkipEmptyParts);
        for (const QString& each : {u"Take"_s, u"Assign…"_s, u"Resolve"_s, u"Close"_s, u"Open again"_s})
            QCOMPARE(button(panelOf(shell).page(), each) != nullptr, wanted.contains(each));
        QVERIFY(button(panelOf(shell).page(), u"Send"_s));
        QCOMPARE(panelOf(shell).badge().has_value(), !wanted.isEmpty());
    }

    void itIsGivenToSomebody()
    {
        Shell shell({Role::Master});
        fill(shell);
        listen(shell);
        QVERIFY(shell.window->go({u"tickets"_s, u"tickets"_s, 1}));
        TicketPage& page = panelOf(shell).page();
        // Without a link, those who are known.
        QTest::mouseClick(button(page, u"Assign…"_s), Qt::LeftButton);
        auto* people = field<Choice>(page, u"Who is to do it"_s);
        QVERIFY(people);
        QCOMPARE(people->count(), 2); // nobody, and the one who has some
        QVERIFY(!button(page, u"Assign"_s)->isEnabled());
        QTest::keyClick(people, Qt::Key_Escape);
        QVERIFY(!field<Choice>(page, u"Who is to do it"_s));

        QStringList asked;
        shell.window->inquiry().setHandler([&asked](const client::Question& question, QObject* context,
                                                    const client::ReplyHandler& answered) {
            asked.append(question.path);
            client::Reply reply{.ok = true, .status = 200};
            reply.json = QJsonDocument(QJsonObject{
                {u"technicians"_s,
                 QJsonArray{QJsonObject{{u"id"_s, 4}, {u"name"_s, u"Аннаев Мердан"_s}, {u"open"_s, 1}},
                            QJsonObject{{u"id"_s, 9}, {u"name"_s, u"Какаев Довлет"_s}, {u"open"_s, 0}}}}});
            QMetaObject::invokeMethod(
                context, [reply, answered] { answered(reply); }, Qt::QueuedConnection);
        });
        QTest::mouseClick(button(page, u"Assign…"_s), Qt::LeftButton);
        QTRY_COMPARE(people->count(), 3);
        QCOMPARE(asked, QStringList{u"/api/v1/tickets/technicians"_s});
        QTest::keyClick(people, Qt::Key_End);
        picture(*shell.window, u"ticket-assign"_s);
        QTest::mouseClick(button(page, u"Assign"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/tickets/1/assign"_s);
        QCOMPARE(m_sent[0].body, (QJsonObject{{u"assigned_to_id"_s, 9}}));
    }

    void whoeverNeedsHelpAsksForIt()
    {
        Shell shell({Role::Operator});
        fill(shell);
        listen(shell);
        TicketsPanel& panel = panelOf(shell);
        QVERIFY(!button(panel, u"Mine  0"_s)); // all of them are
        QTest::mouseClick(button(*shell.window, u"New ticket"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, u"new"_s, 0}));
        QPushButton* send = button(panel, u"Send"_s);
        QVERIFY(!send->isEnabled());
        QVERIFY(!field<QLineEdit>(panel, u"Who asks"_s)); // only the staff write for others
        QTest::keyClicks(field<QLineEdit>(panel, u"What is wrong"_s), u"No light"_s);
        QTest::keyClicks(field<QPlainTextEdit>(panel, u"In full"_s), u"Since the morning, at both looms"_s);
        QVERIFY(send->isEnabled());
        QTest::keyClicks(field<QLineEdit>(panel, u"Phone"_s), u"890012"_s);
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(field<QLineEdit>(panel, u"Phone"_s), u"34567"_s);
        QTest::keyClicks(field<QLineEdit>(panel, u"Room"_s), u"12"_s);
        // It is kept when one looks elsewhere meanwhile.
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, {}, 0}));
        QTest::mouseClick(button(*shell.window, u"New ticket"_s), Qt::LeftButton);
        picture(*shell.window, u"ticket-new"_s);
        QTest::mouseClick(button(panel, u"Send"_s), Qt::LeftButton);
        QCOMPARE(m_sent.size(), size_t(1));
        QCOMPARE(m_sent[0].path, u"/api/v1/tickets"_s);
        QCOMPARE(m_sent[0].body,
                 (QJsonObject{{u"title"_s, u"No light"_s},
                              {u"description"_s, u"Since the morning, at both looms"_s},
                              {u"priority"_s, u"medium"_s},
                              {u"category"_s, u"hardware"_s},
                              {u"reporter_phone"_s, u"+7 (900) 123-45-67"_s},
                              {u"room"_s, QJsonObject{{u"number"_s, u"12"_s},
                                                      {u"building"_s, QString()},
                                                      {u"floor"_s, QString()}}}}));
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, {}, 0}));
        shell.window->setOutbox({queued(m_sent[0])});
        QCoreApplication::processEvents();
        QVERIFY(field<QWidget>(panel.list(), u"New: No light"_s));
        shell.window->setOutbox({});
        QVERIFY(!field<QWidget>(panel.list(), u"New: No light"_s));
    }

    void phoneNumbersAreReadAsTheyAreTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("phone");
        QTest::newRow("none") << QString() << QString();
        QTest::newRow("eight") << u"8 900 123-45-67"_s << u"+7 (900) 123-45-67"_s;
        QTest::newRow("seven") << u"+79001234567"_s << u"+7 (900) 123-45-67"_s;
        QTest::newRow("ten") << u"(900)1234567"_s << u"+7 (900) 123-45-67"_s;
        QTest::newRow("short") << u"123-45-67"_s << u"-"_s;
        QTest::newRow("words") << u"call me"_s << u"-"_s;
        QTest::newRow("foreign") << u"+993 12 345678"_s << u"-"_s;
    }
    void phoneNumbersAreReadAsTheyAreTyped()
    {
        QFETCH(QString, typed);
        QTEST(phoneFromTyped(typed).value_or(u"-"_s), "phone");
    }

    void anUrgentOneIsToldAndLeadsToItself()
    {
        Shell shell({Role::Technician});
        fill(shell);
        shell.window->go({u"overview"_s, {}, 0});
        protocol::NotificationRow row;
        row.id = 90;
        row.type = u"new_ticket"_s;
        row.title = u"Новая заявка №2"_s;
        row.message = u"Дурдыев Батыр: Нет сети в цехе № 2"_s;
        row.createdAt = testClock().now();
        row.push = true;
        row.data = {{u"ticket_id"_s, 2},
                    {u"ticket_title"_s, u"Нет сети в цехе № 2"_s},
                    {u"ticket_priority"_s, u"urgent"_s},
                    {u"reporter_name"_s, u"Дурдыев Батыр"_s}};
        client::TypedRowBatch<protocol::NotificationRow> batch;
        batch.topic = u"notifications"_s;
        batch.origin = client::Origin::Live;
        batch.changes.push_back({row.id, false, row, 1, testClock().now(), {}});
        shell.models.apply(batch);
        shell.alerts.apply(batch);
        QCOMPARE(shell.window->toasts().toasts().size(), 1);
        Toast* toast = shell.window->toasts().toasts().first();
        QCOMPARE(toast->content().title, u"Ticket no. 2: Нет сети в цехе № 2"_s);
        QCOMPARE(toast->content().text, u"Urgent · Дурдыев Батыр"_s);
        QTest::mouseClick(button(*toast, u"Open"_s), Qt::LeftButton);
        QCOMPARE(shell.window->here(), (Place{u"tickets"_s, u"tickets"_s, 2}));
    }

    void theFinderKnowsThem()
    {
        Shell shell({Role::Technician});
        fill(shell);
        const QList<Finding> found = panelOf(shell).find(u"склад"_s, 5);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].place, (Place{u"tickets"_s, u"tickets"_s, 3}));
        QVERIFY(shell.window->go({u"overview"_s, {}, 0}));
        QVERIFY(shell.window->go({u"tickets"_s, u"ticketlog"_s, 3})); // as from a notification
        QCOMPARE(panelOf(shell).page().ticket(), 3);
    }

    void itFitsASmallScreen()
    {
        Shell shell({Role::Technician}, {1024, 768});
        Russian words;
        fill(shell);
        TicketsPanel& panel = panelOf(shell);
        QTRY_COMPARE(panel.list().tile({}).content().value, u"5"_s);
        QCOMPARE(shell.window->width(), 1024);
        QVERIFY(panel.list().table().height() > 200);
        // What a ticket is about is not cut short for the sake of who has it.
        RecordTable& table = panel.list().table();
        QTRY_VERIFY(table.view().columnWidth(client::TicketsModel::Title) * 4 > table.view().viewport()->width());
        QVERIFY(!table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        QVERIFY(table.columnLayout().wanted().contains(client::TicketsModel::Assignee)); // in a file
        picture(*shell.window, u"tickets-small"_s);
        shell.window->resize(1440, 900);
        QTRY_VERIFY(table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        shell.window->resize(1024, 768);
        QTRY_VERIFY(!table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        // A person's word counts more, the next time as well.
        table.columnLayout().setShown(client::TicketsModel::Assignee, true);
        QVERIFY(table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        table.setPerson(u"another"_s);
        table.setPerson(u"manager"_s);
        QVERIFY(table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        table.columnLayout().setShown(client::TicketsModel::Assignee, false);
        shell.window->resize(1440, 900);
        QCoreApplication::processEvents();
        QVERIFY(!table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        table.setPerson(u"another"_s);
        QTRY_VERIFY(table.columnLayout().shown().contains(client::TicketsModel::Assignee));
        shell.window->resize(1024, 768);
        QVERIFY(shell.window->go({u"tickets"_s, u"tickets"_s, 1}));
        QCoreApplication::processEvents();
        QCOMPARE(shell.window->width(), 1024);
        picture(*shell.window, u"ticket-small"_s);
    }
};

VAKHTA_UI_TEST_MAIN(tst_TicketsPanel)
#include "tst_ticketspanel.moc"
