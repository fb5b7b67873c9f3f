// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/server.h"

#include "base/logging.h"
#include "net/listener.h"
#include "net/shardthread.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <unistd.h>

namespace net {

class Server::Private
{
public:
    Private(ListenConfig listenConfig, const Router& requestRouter)
        : config(std::move(listenConfig))
        , router(requestRouter)
        , origins(config.allowedOrigins)
        , proxies(config.trustedProxies)
        , census(config.limits)
    {
    }

    QString loadTls();

    const ListenConfig config;
    const Router& router;
    const OriginPolicy origins;
    const ProxyTrust proxies;
    Census census;
    std::optional<QSslConfiguration> tls;
    std::vector<std::unique_ptr<ShardThread>> threads;
    std::vector<Shard*> shards;
    quint16 port = 0;
};

QString Server::Private::loadTls()
{
    if (config.tlsCertificateFile.isEmpty())
        return {};
    if (!QSslSocket::supportsSsl())
        return QStringLiteral("TLS is configured, but this system has no TLS library that Qt can use.");
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(config.tlsCertificateFile);
    if (chain.isEmpty())
        return QStringLiteral("There is no certificate (PEM) in %1.").arg(config.tlsCertificateFile);
    QFile keyFile(config.tlsKeyFile);
    if (!keyFile.open(QIODevice::ReadOnly))
        return QStringLiteral("The TLS key %1 cannot be read: %2.")
            .arg(config.tlsKeyFile, keyFile.errorString());
    const QByteArray pem = keyFile.readAll();
    QSslKey key(pem, QSsl::Rsa);
    if (key.isNull())
        key = QSslKey(pem, QSsl::Ec);
    if (key.isNull())
        return QStringLiteral("There is no unencrypted RSA or EC key (PEM) in %1.").arg(config.tlsKeyFile);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    tls = configuration;
    return {};
}

Server::Server(ListenConfig config, const Router& router)
    : d(std::make_unique<Private>(std::move(config), router))
{
}

Server::~Server()
{
    stop(std::chrono::milliseconds(0));
}

QString Server::start()
{
    Q_ASSERT(d->threads.empty());
    const QString tlsProblem = d->loadTls();
    if (!tlsProblem.isEmpty())
        return tlsProblem;

    const int count = std::max(1, d->config.shards);
    const bool shared = count > 1;
    quint16 port = d->config.port;
    if (shared) {
        // Shards share the port among themselves, and would just as well share it with a second server
        // of this user: that one must be noticed, so the port is first taken unshared.
        const auto probe = openListener(d->config.host, port, false);
        if (!probe)
            return probe.error();
        port = boundPort(*probe);
        ::close(*probe);
    }
    std::vector<int> listeners;
    for (int i = 0; i < count; ++i) {
        const auto listener = openListener(d->config.host, port, shared);
        if (!listener) {
            for (const int opened : listeners)
                ::close(opened);
            return listener.error();
        }
        listeners.push_back(*listener);
        port = boundPort(*listener);
    }
    d->port = port;

    const ShardThread::Common common = {d->config, d->router, d->origins, d->proxies, d->tls, d->census};
    for (int i = 0; i < count; ++i) {
        d->threads.push_back(std::make_unique<ShardThread>(i, common));
        d->shards.push_back(d->threads.back().get());
    }
    // All exist before the first accepts: whoever asks for shards() from a handler gets them all.
    for (int i = 0; i < count; ++i)
        d->threads[size_t(i)]->start(listeners[size_t(i)]);
    qCInfo(lcNet, "Listening on %ls, port %d, with %d shard(s)%s.",
           qUtf16Printable(d->config.host.toString()), int(port), count, d->tls ? ", TLS" : "");
    return {};
}

void Server::stop(std::chrono::milliseconds grace)
{
    for (const auto& thread : d->threads)
        thread->beginStop();
    const auto end = std::chrono::steady_clock::now() + grace;
    for (const auto& thread : d->threads) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        thread->waitUntilDrained(std::max(left, std::chrono::milliseconds(0)));
    }
    for (const auto& thread : d->threads)
        thread->finish();
    d->shards.clear();
    d->threads.clear();
    d->port = 0;
}

quint16 Server::port() const
{
    return d->port;
}

const std::vector<Shard*>& Server::shards() const
{
    return d->shards;
}

Counters Server::counters() const
{
    return d->census.counters();
}

} // namespace net
