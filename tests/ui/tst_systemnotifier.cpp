// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/systemnotifier.h"

#include <QCoreApplication>
#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusServer>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using client::Priority;

/// A desktop's notification service, as far as it concerns us.
class FakeDesktop final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    explicit FakeDesktop(QObject* object) : QDBusAbstractAdaptor(object) {}

    struct Shown
    {
        uint replaces;
        QString title;
        QString text;
        int urgency;
        int timeout;
    };
    QList<Shown> shown;
    QList<uint> closed;

public slots:
    uint Notify(const QString&, uint replaces, const QString&, const QString& title, const QString& text,
                const QStringList& actions, const QVariantMap& hints, int timeout)
    {
        if (!actions.contains(u"default"_s))
            return 0;
        shown.append({replaces, title, text, hints.value(u"urgency"_s).value<uchar>(), timeout});
        return replaces ? replaces : m_next++;
    }
    void CloseNotification(uint id) { closed.append(id); }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_next = 7;
};

class tst_SystemNotifier final : public QObject
{
    Q_OBJECT
    static constexpr auto path = "/org/freedesktop/Notifications";

private slots:
    void theDesktopIsToldAndAnswers()
    {
        QDBusServer server;
        QObject object;
        FakeDesktop desktop(&object);
        connect(&server, &QDBusServer::newConnection, this, [&object](QDBusConnection peer) {
            peer.registerObject(QLatin1StringView(path), &object, QDBusConnection::ExportAdaptors);
        });
        const QDBusConnection bus = QDBusConnection::connectToPeer(server.address(), u"peer"_s);
        QVERIFY2(bus.isConnected(), qPrintable(bus.lastError().message()));
        SystemNotifier notifier(bus, {});
        QSignalSpy activated(&notifier, &SystemNotifier::activated);
        QSignalSpy refused(&notifier, &SystemNotifier::refused);

        notifier.notify({u"alarm:1"_s, u"Станок 7"_s, u"<b>Тагиева</b>"_s, Priority::Critical});
        QTRY_COMPARE(desktop.shown.size(), 1);
        QCOMPARE(desktop.shown[0].title, u"Станок 7"_s);
        QCOMPARE(desktop.shown[0].text, u"&lt;b&gt;Тагиева&lt;/b&gt;"_s); // never markup
        QCOMPARE(desktop.shown[0].urgency, 2);
        QCOMPARE(desktop.shown[0].timeout, 0); // stays
        notifier.notify({u"late"_s, u"3 опоздали"_s, {}, Priority::Low});
        QTRY_COMPARE(desktop.shown.size(), 2);
        QCOMPARE(desktop.shown[1].urgency, 0);
        QCOMPARE(desktop.shown[1].timeout, -1);

        // The same matter is the same notification. Its id is known once the first answer is here.
        QTRY_VERIFY([&] {
            notifier.notify({u"alarm:1"_s, u"Станок 7 ×2"_s, {}, Priority::Critical});
            return QTest::qWaitFor([&] { return desktop.shown.size() > 2; }) &&
                   desktop.shown.last().replaces == 7;
        }());
        emit desktop.ActionInvoked(7, u"default"_s);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), u"alarm:1"_s);
        notifier.close(u"alarm:1"_s);
        QTRY_COMPARE(desktop.closed, QList<uint>{7});
        emit desktop.ActionInvoked(7, u"default"_s); // too late
        emit desktop.NotificationClosed(8, 2);
        emit desktop.ActionInvoked(8, u"default"_s);
        QTest::qWait(50);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(refused.size(), 0);
        QDBusConnection::disconnectFromPeer(u"peer"_s);
    }

    void whereThereIsNoServiceSomebodyElseMayTry()
    {
        SystemNotifier notifier(QDBusConnection(u"nowhere"_s), {});
        QSignalSpy refused(&notifier, &SystemNotifier::refused);
        notifier.notify({u"a"_s, u"b"_s, u"c"_s, Priority::High});
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<SystemNotifier::Note>().key, u"a"_s);
    }
};

QTEST_GUILESS_MAIN(tst_SystemNotifier)
#include "tst_systemnotifier.moc"
