// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "shell/linkchecks.h"
#include "shell/linksheet.h"

#include "diagnosis/words.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using diagnosis::Check;
using Found = diagnosis::Finding; // the shell has another
using diagnosis::Outcome;
using diagnosis::Step;

namespace {

/// A way that ends at a proxy.
diagnosis::Report refusedUpgrade()
{
    using enum Outcome;
    return {{Step::Name, Passed, Found::NameKnown, {u"plant.example.org"_s, u"192.168.1.10"_s}},
            {Step::Connection, Passed, Found::Connected, {u"plant.example.org:443"_s}},
            {Step::Tls, Warned, Found::CertificateEndsSoon, {u"2025-11-09T00:00:00.000Z"_s}},
            {Step::Http, Passed, Found::ServerWell, {u"0.1.0"_s}},
            {Step::Login, Passed, Found::TokenGiven, {}},
            {Step::Token, Passed, Found::TokenGood, {u"2025-11-03T09:30:00.000Z"_s, u"0"_s}},
            {Step::Account,
             Passed,
             Found::AccountOfBranch,
             {u"manager"_s, u"MANAGER"_s, u"Ткацкая фабрика «Заря»"_s, u"Цех № 2"_s}},
            {Step::Polling, Passed, Found::PollGood, {u"0"_s}},
            {Step::Upgrade, Failed, Found::UpgradeStripped, {}},
            {Step::Greeting, Skipped, Found::NotReached, {}},
            {Step::Ping, Skipped, Found::NotReached, {}},
            {Step::Resume, Skipped, Found::NotReached, {}},
            {Step::Echo, Skipped, Found::NotReached, {}}};
}

QPushButton* checkButton(LinkSheet& sheet)
{
    for (QPushButton* button : sheet.findChildren<QPushButton*>()) {
        if (button->text() == QCoreApplication::translate("ui::LinkSheet", "Check the link"))
            return button;
    }
    return nullptr;
}

} // namespace

/// The details of the link, and the way to the server that they show on demand.
class TestLinkSheet final : public QObject
{
    Q_OBJECT

private slots:
    void asksOnceAndShowsWhatComes()
    {
        Shell shell;
        LinkSheet& sheet = shell.window->linkSheet();
        sheet.open();
        QSignalSpy asked(&sheet, &LinkSheet::checkRequested);
        QPushButton* button = checkButton(sheet);
        QVERIFY(button);
        const QString before = sheet.asText();
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked.size(), 1); // until it has ended
        QVERIFY(sheet.asText().startsWith(before));
        QVERIFY(sheet.asText().contains(u"Checking the link…"_s));

        for (const Check& check : refusedUpgrade()) {
            sheet.addCheck(check);
            // The very words of vakhtad doctor.
            const diagnosis::Words words = diagnosis::wordsFor(check);
            QVERIFY(sheet.asText().contains(diagnosis::nameOf(check.step) + u": "_s + words.what));
            QVERIFY(sheet.asText().contains(words.advice));
        }
        sheet.endChecks(false);
        QVERIFY(sheet.asText().contains(u"The way to the server is not whole."_s));
        QVERIFY(!sheet.asText().contains(u"Checking"_s));

        // Another time begins with an empty list.
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked.size(), 2);
        QVERIFY(!sheet.asText().contains(u"Upgrade"_s));
        sheet.addCheck({Step::Http, Outcome::Passed, Found::ServerWell, {u"0.1.0"_s}});
        sheet.endChecks(true);
        QVERIFY(sheet.asText().endsWith(u"Server: vakhtad 0.1.0 answers and is well."_s));
    }

    /// What was true of the link that is gone is not said of none.
    void withoutALinkThereIsNoTransport()
    {
        Shell shell;
        client::LinkStatus link = Shell::live();
        link.roundTripMs = 0;
        shell.window->setLink(link);
        LinkSheet& sheet = shell.window->linkSheet();
        QVERIFY2(sheet.asText().contains(u"Transport: WebSocket"_s), qPrintable(sheet.asText()));
        QVERIFY2(sheet.asText().contains(u"Round trip: <1 ms"_s), qPrintable(sheet.asText()));
        link.state = client::LinkState::Offline; // while the next attempt is under way
        shell.window->setLink(link);
        QVERIFY2(sheet.asText().contains(u"Transport: None"_s), qPrintable(sheet.asText()));
        QVERIFY(!sheet.asText().contains(u"Round trip"_s));
    }

    void everyTextIsWhole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("russian");
        QTest::newRow("1440×900 ru") << QSize(1440, 900) << true;
        QTest::newRow("1024×768 ru") << QSize(1024, 768) << true;
        QTest::newRow("1024×768 en") << QSize(1024, 768) << false;
    }
    void everyTextIsWhole()
    {
        QFETCH(QSize, size);
        QFETCH(bool, russian);
        QTranslator words;
        if (russian) {
            QVERIFY(words.load(u":/i18n/vakhta_ru.qm"_s));
            QCoreApplication::installTranslator(&words);
        }
        Shell shell({protocol::Role::Manager}, size);
        shell.window->setLink(Shell::offline());
        LinkSheet& sheet = shell.window->linkSheet();
        sheet.open();
        QPushButton* button = checkButton(sheet);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        for (const Check& check : refusedUpgrade())
            sheet.addCheck(check);
        for (int i = 0; i < 5; ++i) // the list's width, then the texts' heights, then the card's
            QCoreApplication::processEvents();
        sheet.endChecks(false);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        // Where the way ends can be read without looking for it.
        const auto* list = sheet.findChild<LinkChecks*>();
        for (const QLabel* label : list->findChildren<QLabel*>()) {
            if (label->text() != diagnosis::wordsFor(refusedUpgrade()[8]).what)
                continue;
            const QRect place(label->mapTo(list->viewport(), QPoint()), label->size());
            QVERIFY(list->viewport()->rect().contains(place));
        }
        for (const QLabel* label : sheet.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const bool whole = label->wordWrap()
                                   ? label->heightForWidth(label->width()) <= label->height() + 1
                                   : label->sizeHint().width() <= label->width() + 1;
            QVERIFY2(whole, qPrintable(label->text()));
        }
        for (const QPushButton* one : sheet.findChildren<QPushButton*>()) {
            QVERIFY2(one->width() >= one->sizeHint().width(), qPrintable(one->text()));
            const QRect place(one->mapTo(shell.window.get(), QPoint()), one->size());
            QVERIFY2(shell.window->rect().contains(place), qPrintable(one->text()));
        }
        picture(*shell.window, u"linkchecks-%1-%2"_s.arg(russian ? u"ru"_s : u"en"_s).arg(size.width()));
        shell.window.reset();
        QCoreApplication::removeTranslator(&words);
    }
};

VAKHTA_UI_TEST_MAIN(TestLinkSheet)
#include "tst_linksheet.moc"
