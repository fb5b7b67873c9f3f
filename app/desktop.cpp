// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"

#include "base/logging.h"
#include "panels/dress.h"
#include "shell/binding.h"
#include "shell/landing.h"
#include "shell/mainwindow.h"
#include "shell/settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QPixmap>
#include <QSettings>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

client::ClientOptions optionsFrom(const client::CommandLine& line)
{
    const QSettings settings;
    client::ClientOptions options;
    options.server = line.server.isEmpty() ? QUrl(settings.value(u"last/server"_s).toString()) : line.server;
    if (options.server.isEmpty())
        options.server = QUrl(u"http://127.0.0.1:8000"_s);
    options.user = line.user.isEmpty() && line.tokenFile.isEmpty() ? settings.value(u"last/user"_s).toString()
                                                                   : line.user;
    options.tokenFile = line.tokenFile;
    options.folder = line.folder;
    return options;
}

} // namespace

Desktop::Desktop(client::CommandLine line, const QElapsedTimer& since)
    : m_line(std::move(line)), m_since(since), m_client(optionsFrom(m_line))
{
    connect(&m_client, &client::Client::signedIn, this, [this] {
        QSettings settings;
        settings.setValue(u"last/server"_s, m_client.server().toString());
        settings.setValue(u"last/user"_s, m_client.userName());
    });
    connect(&m_client, &client::Client::firstRows, this, [this] {
        m_rowsCame = true;
        m_window->installEventFilter(this);
        m_window->update();
    });
}

Desktop::~Desktop()
{
    m_window.reset(); // before the models that it shows
}

void Desktop::start()
{
    translate();
    openWindow();
    if (!m_line.screenshot.isEmpty())
        QTimer::singleShot(static_cast<int>(m_line.after * 1'000), this, &Desktop::takePicture);
    if (m_line.passwordFromStdin)
        signInFromStdin();
    else
        m_client.start();
}

void Desktop::translate()
{
    const QString chosen = m_line.language.isEmpty() ? ui::settings::language() : m_line.language;
    const QLocale locale = chosen.isEmpty() ? QLocale::system() : QLocale(chosen);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qtWords);
    // The texts in the source are English; its file holds the plurals only.
    if (!m_words.load(locale, u"vakhta"_s, u"_"_s, u":/i18n"_s))
        std::ignore = m_words.load(u":/i18n/vakhta_en.qm"_s);
    if (m_qtWords.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtWords);
    QCoreApplication::installTranslator(&m_words);
}

void Desktop::openWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_client.models(), m_client.overview(), m_client.alerts(),
                                                m_client.clock());
    ui::bind(*m_window, m_client);
    ui::dress(m_client.models());
    // Another language: another window in its place, in the same place.
    connect(m_window.get(), &ui::MainWindow::languageChanged, this, [this] {
        m_line.language.clear();
        QTimer::singleShot(0, this, [this] {
            translate();
            const QByteArray geometry = m_window->saveGeometry();
            const ui::Place here = m_window->here();
            const bool wall = m_window->isWall();
            openWindow();
            m_window->restoreGeometry(geometry);
            m_window->go(here);
            m_window->setWall(wall);
        });
    });
    if (!m_line.panel.isEmpty())
        m_window->setHome(m_line.panel);
    // Once: another language's window goes where this one is.
    const QString page = std::exchange(m_line.page, {});
    if (const qint64 record = std::exchange(m_line.record, 0); record > 0 || !page.isEmpty())
        new ui::Landing(*m_window, m_client.models(), {m_line.panel, page, record});
    if (m_line.size.isValid())
        m_window->resize(m_line.size);
    // A wall fills its monitor, unless somebody wants another size of it.
    if (m_line.wall && m_line.size.isValid())
        m_window->setWall(true);
    m_window->show();
    if (m_line.wall)
        m_window->setWall(true);
}

void Desktop::signInFromStdin()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) {
        qCWarning(lcUi, "There is no password on standard input.");
        QCoreApplication::exit(2);
        return;
    }
    QByteArray password = input.readLine(4'096);
    while (password.endsWith('\n') || password.endsWith('\r'))
        password.chop(1);
    connect(&m_client, &client::Client::signInFailed, this, &Desktop::goOnWithout, Qt::SingleShotConnection);
    connect(&m_client, &client::Client::signedIn, this,
            [this] { disconnect(&m_client, &client::Client::signInFailed, this, &Desktop::goOnWithout); });
    m_client.signIn(m_client.server(), m_client.userName(), QString::fromUtf8(password));
}

void Desktop::goOnWithout(client::SignInFailure failure)
{
    const bool away = failure == client::SignInFailure::ServerUnreachable;
    if (!away)
        qCWarning(lcUi, "The password on standard input does not open this server for %s.",
                  qUtf8Printable(m_client.userName()));
    // A server that is away may come back, and nobody stands before a wall to answer: on with what is kept
    // here, as without a password.
    if (away || m_window->isWall()) {
        m_client.start();
        return;
    }
    m_window->askToSignIn(client::SignInReason::FirstTime, m_client.server(), m_client.userName());
    m_window->signInFailed(failure);
}

void Desktop::takePicture()
{
    const bool written = m_window->grab().save(m_line.screenshot);
    if (!written)
        qCCritical(lcUi, "The picture cannot be written to %s.", qUtf8Printable(m_line.screenshot));
    QCoreApplication::exit(written ? 0 : 1);
}

bool Desktop::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window.get() && event->type() == QEvent::Paint && std::exchange(m_rowsCame, false)) {
        qCInfo(lcUi, "First picture with rows %lld ms after the start.", m_since.elapsed());
        QTimer::singleShot(0, this, [this] { m_window->removeEventFilter(this); });
    }
    return QObject::eventFilter(watched, event);
}
