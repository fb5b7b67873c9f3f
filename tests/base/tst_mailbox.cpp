// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mailbox.h"

#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

class TestMailbox final : public QObject
{
    Q_OBJECT
private slots:
    void runsOnItsOwnThreadInOrder()
    {
        QThread thread;
        base::Mailbox box;
        box.moveToThread(&thread);
        thread.start();
        std::vector<int> seen;
        QThread* ranOn = nullptr;
        for (int i = 0; i < 1000; ++i)
            box.post([&seen, &ranOn, i] {
                seen.push_back(i);
                ranOn = QThread::currentThread();
            });
        box.post([&box, &thread] {
            box.moveToThread(nullptr);
            thread.quit();
        });
        QVERIFY(thread.wait(5000));
        QCOMPARE(seen.size(), size_t(1000));
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(ranOn, &thread);
    }

    void carriesWhatCanOnlyBeMoved()
    {
        base::Mailbox box;
        int got = 0;
        box.post([value = std::make_unique<int>(9), &got] { got = *value; });
        QTRY_COMPARE(got, 9);
    }

    void dropsWhatIsQueuedWhenItGoes()
    {
        auto token = std::make_shared<int>(1);
        bool ran = false;
        {
            base::Mailbox box;
            box.post([token, &ran] { ran = true; });
        }
        QCoreApplication::processEvents();
        QVERIFY(!ran);
        QCOMPARE(token.use_count(), 1L);
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
