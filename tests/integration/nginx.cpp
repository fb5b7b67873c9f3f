// SPDX-License-Identifier: GPL-3.0-or-later
#include "nginx.h"

#include "support/sourcetree.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <grp.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace integration {

using namespace Qt::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;

/// What stands around the example on a real machine. One process, so that ending it ends all of it.
constexpr auto frame = R"(daemon off;
master_process off;
pid @/nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
    client_body_temp_path @/body;
    proxy_temp_path @/proxy;
    fastcgi_temp_path @/fastcgi;
    uwsgi_temp_path @/uwsgi;
    scgi_temp_path @/scgi;
    include @/vakhtad.conf;
}
)";

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// Exactly once: otherwise the example has changed, and this with it.
void replaceOnce(QByteArray& text, const QByteArray& what, const QByteArray& with)
{
    if (text.count(what) != 1)
        qFatal("resources/nginx.conf should have '%s' once", what.constData());
    text.replace(what, with);
}

} // namespace

Nginx::Nginx()
{
    if (!m_folder.isValid() || !makeCertificate())
        qFatal("No folder or no certificate for nginx");
    // Root would be refused nothing: as somebody ordinary, then.
    if (::geteuid() == 0 && ::chown(QFile::encodeName(m_folder.path()).constData(), nobody, nobody) != 0)
        qFatal("nginx's folder cannot be given away");
}

Nginx::~Nginx()
{
    end();
}

bool Nginx::makeCertificate()
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(
        u"openssl"_s,
        u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj "
        "/CN=localhost -addext subjectAltName=DNS:localhost -keyout plant.key -out plant.pem"_s.split(u' '));
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return false;
    return ::geteuid() != 0 ||
           ::chown(QFile::encodeName(m_folder.filePath(u"plant.key"_s)).constData(), nobody, nobody) == 0;
}

bool Nginx::write(const QString& name, const QByteArray& text) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size();
}

QByteArray Nginx::example(quint16 serverPort) const
{
    QFile file(support::sourceFile(u"resources/nginx.conf"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    QByteArray text = file.readAll();
    if (m_edit)
        text = m_edit(text);
    const QByteArray folder = QFile::encodeName(m_folder.path());
    replaceOnce(text, "server 127.0.0.1:8000;", "server 127.0.0.1:" + QByteArray::number(serverPort) + ';');
    replaceOnce(text, "listen 443 ssl;", "listen 127.0.0.1:" + QByteArray::number(m_port) + " ssl;");
    replaceOnce(text, "server_name plant.example.org;", "server_name localhost;");
    replaceOnce(text, "/etc/ssl/certs/plant.pem", folder + "/plant.pem");
    replaceOnce(text, "/etc/ssl/private/plant.key", folder + "/plant.key");
    replaceOnce(text, "/var/log/nginx/vakhtad.log", folder + "/access.log");
    replaceOnce(text, "/var/log/nginx/vakhtad-error.log", folder + "/error.log");
    return text;
}

bool Nginx::start(quint16 serverPort)
{
    // A port that was free may be somebody else's a moment later.
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (startAt(freePort(), serverPort))
            return true;
    }
    return false;
}

bool Nginx::startAt(quint16 port, quint16 serverPort)
{
    end();
    m_port = port;
    const QByteArray folder = QFile::encodeName(m_folder.path());
    if (!write(u"vakhtad.conf"_s, example(serverPort)) ||
        !write(u"nginx.conf"_s, QByteArray(frame).replace('@', folder)))
        return false;
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setChildProcessModifier([] {
        if (::geteuid() == 0 &&
            (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0))
            ::_exit(1);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // nothing stays behind a test that crashed
#endif
    });
    m_process->start(program(), {u"-p"_s, m_folder.path(), u"-e"_s, u"stderr"_s, u"-c"_s,
                                 m_folder.filePath(u"nginx.conf"_s)});
    QElapsedTimer waiting;
    waiting.start();
    while (waiting.elapsed() < 30'000) {
        m_process->waitForReadyRead(20);
        m_log += m_process->readAll();
        if (m_process->state() == QProcess::NotRunning)
            return false;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected(1'000))
            return true;
    }
    return false;
}

void Nginx::end()
{
    if (!m_process)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(5'000)) {
        m_process->kill();
        m_process->waitForFinished(5'000);
    }
    m_log += m_process->readAll();
    m_process.reset();
}

QByteArray Nginx::logged() const
{
    QByteArray all = m_log;
    for (const QString& name : {u"access.log"_s, u"error.log"_s}) {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace integration
