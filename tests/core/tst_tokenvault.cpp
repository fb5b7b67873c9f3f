// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenvault.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace client;
using namespace Qt::StringLiterals;

class TokenVaultTest final : public QObject
{
    Q_OBJECT
    const QUrl m_server{u"http://plant:8000"_s};

    static std::optional<protocol::Tokens> read(TokenVault& vault, const QUrl& server, const QString& user)
    {
        bool answered = false;
        std::optional<protocol::Tokens> tokens;
        vault.read(server, user, [&](const std::optional<protocol::Tokens>& found) {
            answered = true;
            tokens = found;
        });
        [&] { QTRY_VERIFY(answered); }();
        return tokens;
    }

private slots:
    void filesAreTheOwnersOnly()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        vault.write(m_server, u"foreman"_s, {u"secret-a"_s, u"secret-r"_s});
        const QFileInfo tokens(folder.filePath(u"tokens"_s));
        QCOMPARE(tokens.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
        QDirIterator files(tokens.filePath(), QDir::Files);
        QVERIFY(files.hasNext());
        const QFileInfo file(files.next());
        QVERIFY(file.permission(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(!(file.permissions() &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QVERIFY(!file.fileName().contains(u"foreman"_s));
        QVERIFY(vault.inFile());
    }

    void everyPersonAndServerHasItsOwn()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        vault.write(m_server, u"foreman"_s, {u"a1"_s, u"r1"_s});
        vault.write(m_server, u"manager"_s, {u"a2"_s, u"r2"_s});
        QCOMPARE(read(vault, m_server, u"foreman"_s)->access, u"a1"_s);
        QCOMPARE(read(vault, m_server, u"manager"_s)->refresh, u"r2"_s);
        QVERIFY(!read(vault, QUrl(u"http://other:8000"_s), u"foreman"_s));
        QCOMPARE(read(vault, QUrl(u"http://plant:8000/"_s), u"foreman"_s)->access,
                 u"a1"_s); // the same server
        vault.remove(m_server, u"foreman"_s);
        QVERIFY(!read(vault, m_server, u"foreman"_s));
        QVERIFY(read(vault, m_server, u"manager"_s));
    }

    void aDamagedFileIsNoToken()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        vault.write(m_server, u"foreman"_s, {u"a1"_s, u"r1"_s});
        QDirIterator files(folder.filePath(u"tokens"_s), QDir::Files);
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"access_token\":");
        file.close();
        QVERIFY(!read(vault, m_server, u"foreman"_s));
    }

    void withoutASecretServiceFilesServe()
    {
        // No bus: no service, whatever this machine has.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        QTemporaryDir folder;
        KeychainVault vault(folder.path());
        QSignalSpy changed(&vault, &TokenVault::inFileChanged);
        vault.write(m_server, u"foreman"_s, {u"a1"_s, u"r1"_s});
        QTRY_VERIFY(vault.inFile());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(read(vault, m_server, u"foreman"_s)->access, u"a1"_s);
        KeychainVault again(folder.path());
        QCOMPARE(read(again, m_server, u"foreman"_s)->refresh, u"r1"_s);
        again.remove(m_server, u"foreman"_s);
        QVERIFY(!read(again, m_server, u"foreman"_s));
    }
};

QTEST_GUILESS_MAIN(TokenVaultTest)
#include "tst_tokenvault.moc"
