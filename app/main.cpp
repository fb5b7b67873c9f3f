// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "desktop.h"

#include "base/clock.h"
#include "base/logging.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    base::installLogging(base::LogFormat::Text);
    QCoreApplication::setOrganizationName(u"vakhta"_s);
    QCoreApplication::setApplicationName(u"vakhta"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VAKHTA_VERSION));

    // Before the application, which wants a display: --help must work without one.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const client::CommandLine::Outcome outcome = client::CommandLine::parse(arguments);
    if (!outcome.line) {
        std::fputs(qUtf8Printable(outcome.text), outcome.exitCode == 0 ? stdout : stderr);
        return outcome.exitCode;
    }

    QApplication application(argc, argv);
    QApplication::setDesktopFileName(u"vakhta"_s);
    ui::Theme theme(application);
    theme.setChoice(outcome.line->theme == "light"_L1  ? ui::SchemeChoice::Light
                    : outcome.line->theme == "dark"_L1 ? ui::SchemeChoice::Dark
                                                       : ui::settings::scheme());
    theme.setTextScale(ui::settings::textScale());

    const base::SystemClock clock;
    ui::Ticker ticker(clock);

    Desktop desktop(*outcome.line, sinceStart);
    desktop.start();
    return QApplication::exec();
}
