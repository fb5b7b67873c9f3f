// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/auth.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace client {

/// Where a person's tokens are kept between starts. Asynchronous, on the interface's thread.
class TokenVault : public QObject
{
    Q_OBJECT
public:
    using Found = std::function<void(const std::optional<protocol::Tokens>&)>;

    /// found() is called once, later; not at all if the vault goes before.
    virtual void read(const QUrl& server, const QString& user, Found found) = 0;
    virtual void write(const QUrl& server, const QString& user, const protocol::Tokens& tokens) = 0;
    virtual void remove(const QUrl& server, const QString& user) = 0;
    /// Readable by this user's programs without asking: a person should know.
    virtual bool inFile() const = 0;

signals:
    void inFileChanged();

protected:
    using QObject::QObject;
};

/// One name for one person at one server, without characters that a file system minds.
QString vaultKey(const QUrl& server, const QString& user);

/// A file a person, readable by its owner only.
class FileVault final : public TokenVault
{
    Q_OBJECT
public:
    explicit FileVault(QString folder, QObject* parent = nullptr);
    void read(const QUrl& server, const QString& user, Found found) override;
    void write(const QUrl& server, const QString& user, const protocol::Tokens& tokens) override;
    void remove(const QUrl& server, const QString& user) override;
    bool inFile() const override { return true; }

private:
    QString path(const QUrl& server, const QString& user) const;
    QString m_folder;
};

/// The desktop's secret service; where there is none, files, and inFile() says so.
class KeychainVault final : public TokenVault
{
    Q_OBJECT
public:
    explicit KeychainVault(const QString& folder, QObject* parent = nullptr);
    void read(const QUrl& server, const QString& user, Found found) override;
    void write(const QUrl& server, const QString& user, const protocol::Tokens& tokens) override;
    void remove(const QUrl& server, const QString& user) override;
    bool inFile() const override { return m_failed; }

private:
    void useFiles(const QString& why);

    FileVault m_files;
    bool m_failed = false;
};

} // namespace client
