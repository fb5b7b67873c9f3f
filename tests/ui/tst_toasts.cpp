// SPDX-License-Identifier: GPL-3.0-or-later
#include "uitest.h"

#include "toasts/sound.h"
#include "toasts/toastoverlay.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtEndian>

using namespace ui;
using namespace Qt::StringLiterals;
using client::Priority;

namespace {

ToastContent toast(const QString& key, bool sticky = false)
{
    return {key,
            sticky ? Priority::Critical : Priority::Medium,
            "bell"_L1,
            u"Станок "_s + key,
            u"Тагиева Айгуль"_s,
            1,
            sticky,
            true,
            true};
}

QStringList keys(const ToastOverlay& overlay)
{
    QStringList result;
    for (const Toast* each : overlay.toasts())
        result.append(each->content().key);
    return result;
}

class RecordingOutput final : public SoundOutput
{
public:
    explicit RecordingOutput(int& count) : m_count(count) {}
    bool play(const QByteArray& samples, double) override
    {
        m_count += !samples.isEmpty();
        return true;
    }

private:
    int& m_count;
};

} // namespace

class tst_Toasts final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1024, 768);
        m_window->setFocusPolicy(Qt::StrongFocus); // as the main window: a toast never takes the keyboard
        m_window->setFocus();
        m_window->show();
        m_overlay = new ToastOverlay(m_window.get());
    }

    void atMostThree()
    {
        for (const QString& key : {u"1"_s, u"2"_s, u"3"_s, u"4"_s})
            m_overlay->show(toast(key));
        QCOMPARE(keys(*m_overlay), (QStringList{u"2"_s, u"3"_s, u"4"_s}));
        QCOMPARE(m_overlay->waiting(), 0); // the history has what went
    }

    void sameMatterMerges()
    {
        m_overlay->show(toast(u"1"_s));
        ToastContent again = toast(u"1"_s);
        again.count = 4;
        m_overlay->show(again);
        QCOMPARE(m_overlay->toasts().size(), 1);
        QCOMPARE(m_overlay->toasts().first()->content().count, 4);
    }

    void criticalOnesStayAndWait()
    {
        for (const QString& key : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            m_overlay->show(toast(key, true));
        m_overlay->show(toast(u"calm"_s));
        QCOMPARE(keys(*m_overlay), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(m_overlay->waiting(), 1);
        m_overlay->remove(u"b"_s); // acknowledged somewhere
        QCOMPARE(keys(*m_overlay), (QStringList{u"a"_s, u"c"_s, u"d"_s}));
        QCOMPARE(m_overlay->waiting(), 0);
    }

    void criticalPushesCalmOut()
    {
        m_overlay->show(toast(u"1"_s));
        m_overlay->show(toast(u"2"_s, true));
        m_overlay->show(toast(u"3"_s));
        m_overlay->show(toast(u"4"_s, true));
        QCOMPARE(keys(*m_overlay), (QStringList{u"2"_s, u"3"_s, u"4"_s}));
    }

    void leavesByItselfUnlessHeld()
    {
        m_overlay->setLife(50);
        m_overlay->show(toast(u"calm"_s));
        m_overlay->show(toast(u"critical"_s, true));
        QTRY_COMPARE(keys(*m_overlay), QStringList{u"critical"_s});

        m_overlay->show(toast(u"held"_s));
        Toast* held = m_overlay->toasts().last();
        QSignalSpy gone(held, &Toast::gone);
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QApplication::sendEvent(held, &enter);
        QVERIFY(!gone.wait(200));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(held, &leave);
        QVERIFY(gone.wait(2000));
        QCOMPARE(keys(*m_overlay), QStringList{u"critical"_s});
    }

    void dismissingIsNotAcknowledging()
    {
        QSignalSpy acknowledged(m_overlay, &ToastOverlay::acknowledgeRequested);
        QSignalSpy opened(m_overlay, &ToastOverlay::openRequested);
        m_overlay->show(toast(u"1"_s, true));
        Toast* first = m_overlay->toasts().first();
        const QList<QPushButton*> actions = first->findChildren<QPushButton*>();
        QCOMPARE(actions.size(), 2);
        for (QPushButton* action : actions)
            QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(acknowledged.size(), 1);
        QCOMPARE(opened.size(), 1);
        QTest::mouseClick(first->findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(acknowledged.size(), 1);
        QVERIFY(m_overlay->toasts().isEmpty());
    }

    void staysInsideTheWindow()
    {
        for (const QString& key : {u"1"_s, u"2"_s, u"3"_s})
            m_overlay->show(toast(key, true));
        for (const QSize size : {QSize(1024, 768), QSize(420, 600), QSize(1920, 1080)}) {
            m_window->resize(size);
            QCoreApplication::processEvents();
            QRect previous;
            for (const Toast* each : m_overlay->toasts()) {
                QVERIFY(m_window->rect().contains(each->geometry()));
                QVERIFY(!each->geometry().intersects(previous));
                previous = each->geometry();
            }
        }
    }

    void soundsAreShortSoftAndDistinct()
    {
        QSet<QByteArray> all;
        for (const Priority priority :
             {Priority::Critical, Priority::High, Priority::Medium, Priority::Low}) {
            const QByteArray samples = soundFor(priority);
            QVERIFY(samples.size() / 2 < soundRate); // under a second
            QVERIFY(samples.size() / 2 > soundRate / 8);
            int peak = 0;
            for (qsizetype i = 0; i + 1 < samples.size(); i += 2)
                peak = std::max(peak, std::abs(int(qFromLittleEndian<qint16>(samples.constData() + i))));
            QVERIFY(peak > 12000 && peak < 30000); // heard, and not clipped
            QVERIFY(std::abs(int(qFromLittleEndian<qint16>(samples.constData()))) <
                    500); // no click at the edges
            QVERIFY(std::abs(int(qFromLittleEndian<qint16>(samples.constData() + samples.size() - 2))) < 500);
            all.insert(samples);
        }
        QCOMPARE(all.size(), 4);
    }

    void silenceIsSilent()
    {
        int played = 0;
        SoundPlayer player(std::make_unique<RecordingOutput>(played));
        player.play(Priority::High);
        QCOMPARE(played, 1);
        player.setVolume(0);
        player.play(Priority::Critical);
        QCOMPARE(played, 1);
    }

private:
    std::unique_ptr<QWidget> m_window;
    ToastOverlay* m_overlay = nullptr;
};

VAKHTA_UI_TEST_MAIN(tst_Toasts)
#include "tst_toasts.moc"
