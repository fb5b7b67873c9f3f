// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenvault.h"

#include "base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace client {

using namespace Qt::StringLiterals;

namespace {

const QString keychainService = u"vakhta"_s;

QByteArray tokensToBytes(const protocol::Tokens& tokens)
{
    return QJsonDocument(protocol::toJson(tokens)).toJson(QJsonDocument::Compact);
}

std::optional<protocol::Tokens> tokensFromBytes(const QByteArray& bytes)
{
    auto tokens = protocol::tokensFromJson(QJsonDocument::fromJson(bytes).object());
    return tokens ? std::optional(std::move(*tokens)) : std::nullopt;
}

} // namespace

QString vaultKey(const QUrl& server, const QString& user)
{
    QString text = server.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(u'/'))
        text.chop(1);
    text += u'\n' + user;
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

// ---- files ----

FileVault::FileVault(QString folder, QObject* parent) : TokenVault(parent), m_folder(std::move(folder)) {}

QString FileVault::path(const QUrl& server, const QString& user) const
{
    return m_folder + u"/tokens/"_s + vaultKey(server, user) + u".json"_s;
}

void FileVault::read(const QUrl& server, const QString& user, Found found)
{
    QFile file(path(server, user));
    std::optional<protocol::Tokens> tokens;
    if (file.open(QIODevice::ReadOnly))
        tokens = tokensFromBytes(file.readAll());
    // Later, as the keychain would.
    QTimer::singleShot(0, this, [found = std::move(found), tokens] { found(tokens); });
}

void FileVault::write(const QUrl& server, const QString& user, const protocol::Tokens& tokens)
{
    const QString target = path(server, user);
    QDir().mkpath(m_folder + u"/tokens"_s);
    QFile::setPermissions(m_folder + u"/tokens"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(target);
    // The permissions before the secret.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(tokensToBytes(tokens)) < 0 || !file.commit())
        qCWarning(lcLink, "The token file cannot be written: %s", qUtf8Printable(file.errorString()));
}

void FileVault::remove(const QUrl& server, const QString& user)
{
    QFile::remove(path(server, user));
}

// ---- the keychain ----

KeychainVault::KeychainVault(const QString& folder, QObject* parent) : TokenVault(parent), m_files(folder) {}

void KeychainVault::useFiles(const QString& why)
{
    if (std::exchange(m_failed, true))
        return;
    qCInfo(lcLink,
           "There is no secret service here (%s); tokens are kept in a file that only this user can read.",
           qUtf8Printable(why));
    emit inFileChanged();
}

void KeychainVault::read(const QUrl& server, const QString& user, Found found)
{
    if (m_failed) {
        m_files.read(server, user, std::move(found));
        return;
    }
    auto* job = new QKeychain::ReadPasswordJob(keychainService, this);
    job->setKey(vaultKey(server, user));
    connect(job, &QKeychain::Job::finished, this, [=, this, found = std::move(found)] {
        if (job->error() == QKeychain::NoError) {
            found(tokensFromBytes(job->binaryData()));
            return;
        }
        if (job->error() != QKeychain::EntryNotFound)
            useFiles(job->errorString());
        // Also when the entry is missing: it may have been written while no service was running.
        m_files.read(server, user, found);
    });
    job->start();
}

void KeychainVault::write(const QUrl& server, const QString& user, const protocol::Tokens& tokens)
{
    if (m_failed) {
        m_files.write(server, user, tokens);
        return;
    }
    auto* job = new QKeychain::WritePasswordJob(keychainService, this);
    job->setKey(vaultKey(server, user));
    job->setBinaryData(tokensToBytes(tokens));
    connect(job, &QKeychain::Job::finished, this, [=, this] {
        if (job->error() == QKeychain::NoError) {
            m_files.remove(server, user);
            return;
        }
        useFiles(job->errorString());
        m_files.write(server, user, tokens);
    });
    job->start();
}

void KeychainVault::remove(const QUrl& server, const QString& user)
{
    m_files.remove(server, user);
    if (m_failed)
        return;
    auto* job = new QKeychain::DeletePasswordJob(keychainService, this);
    job->setKey(vaultKey(server, user));
    job->start();
}

} // namespace client
