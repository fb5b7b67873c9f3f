// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "theme/ticker.h"

#include "base/clock.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

/// A clock that stands where the test puts it.
class TestClock final : public base::Clock
{
public:
    QDateTime now() const override { return m_now; }
    qint64 monotonicMs() const override { return m_now.toMSecsSinceEpoch(); }
    void set(const QDateTime& now) { m_now = now; }
    void advance(qint64 seconds) { m_now = m_now.addSecs(seconds); }

private:
    QDateTime m_now{QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC};
};

inline TestClock& testClock()
{
    static TestClock clock;
    return clock;
}

/// Saves what the widget looks like, for a person to look at, when VAKHTA_UI_PICTURES names a folder.
inline void picture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("VAKHTA_UI_PICTURES");
    if (!folder.isEmpty())
        widget.grab().save(folder + QLatin1Char('/') + name + QLatin1StringView(".png"));
}

/// What every interface test runs in: an application with a theme, a ticker and settings of its own.
#define VAKHTA_UI_TEST_MAIN(Class)                                                                           \
    int main(int argc, char** argv)                                                                          \
    {                                                                                                        \
        const QTemporaryDir settings;                                                                        \
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());                  \
        QApplication::setOrganizationName(QStringLiteral("vakhta-test"));                                    \
        QApplication::setApplicationName(QLatin1StringView(#Class));                                         \
        QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Russia));                                     \
        QApplication application(argc, argv);                                                                \
        ui::Theme theme(application);                                                                        \
        theme.setChoice(ui::SchemeChoice::Light);                                                            \
        ui::Ticker ticker(testClock());                                                                      \
        Class test;                                                                                          \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
