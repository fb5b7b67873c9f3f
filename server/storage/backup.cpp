// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "storage/connection.h"
#include "storage/datafolder.h"
#include "storage/epoch.h"
#include "storage/migrations.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

#if defined(Q_OS_WIN)
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace storage {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

std::filesystem::path toPath(const QString& file)
{
    return std::filesystem::path(file.toStdU16String());
}

bool syncFile(const QString& file)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadWrite))
        return false;
#if defined(Q_OS_WIN)
    return _commit(opened.handle()) == 0;
#else
    return ::fsync(opened.handle()) == 0;
#endif
}

/// Makes a rename last; where folders cannot be opened the file system sees to it.
void syncFolderOf(const QString& file)
{
#if !defined(Q_OS_WIN)
    const int folder =
        ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_DIRECTORY);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
#else
    Q_UNUSED(file);
#endif
}

void removeWithLog(const QString& file)
{
    for (const auto suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(file + suffix);
}

void makePrivate(const QString& file)
{
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
}

/// Checks the copy, gives it its new epoch and leaves it as one closed file.
QString makeReady(const QString& copy)
{
    Connection connection(copy, Connection::Access::Writer);
    refuseNewerSchema(connection);
    const QStringList complaints = connection.execOnce(u"PRAGMA integrity_check(3)"_s);
    if (complaints != QStringList{u"ok"_s})
        throw SqlError(u"It is damaged: %1"_s.arg(complaints.join(u"; "_s)));
    epochOf(connection); // an empty file passes the check above
    renewEpoch(connection);
    connection.execOnce(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    return epochOf(connection);
}

/// Keeps the former database under another name, with its write-ahead log if that cannot be written
/// back. The database's own name stays in place until the new file takes it.
QString setAside(const QString& database)
{
    try {
        Connection(database, Connection::Access::Writer).execOnce(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    } catch (const SqlError&) {
        // It may be broken: that is why somebody restores.
    }
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s);
    const QString aside =
        QFileInfo(database).absolutePath() + "/vakhta-before-restore-"_L1 + stamp + ".db"_L1;
    std::error_code error;
    std::filesystem::create_hard_link(toPath(database), toPath(aside), error);
    if (error && !QFile::copy(database, aside))
        throw SqlError(u"The present database cannot be set aside as %1."_s.arg(aside));
    for (const auto suffix : {"-wal"_L1, "-shm"_L1}) {
        if (QFile::exists(database + suffix) && !QFile::rename(database + suffix, aside + suffix))
            throw SqlError(u"The present database cannot be set aside as %1."_s.arg(aside));
    }
    return aside;
}

} // namespace

protocol::Result<void> backup(const DataFolder& folder, const QString& file)
{
    const QString database = folder.databaseFile();
    if (!QFile::exists(database))
        return protocol::failure(ErrorCode::NotFound, u"There is no database at %1."_s.arg(database));
    if (QFile::exists(file))
        return protocol::failure(ErrorCode::AlreadyExists,
                                 u"%1 exists already; nothing was written."_s.arg(file));
    const QString part = file + ".part"_L1;
    removeWithLog(part);
    try {
        {
            Connection connection(database, Connection::Access::Reader);
            connection.execOnce(u"PRAGMA query_only = OFF"_s); // it forbids the copy, too
            connection.execOnce(u"VACUUM INTO '%1'"_s.arg(QString(part).replace(u'\'', "''"_L1)));
        }
        makePrivate(part);
        // SQLite leaves it to the caller to bring the copy to the disk.
        if (!syncFile(part) || !QFile::rename(part, file))
            throw SqlError(u"The file cannot be written."_s);
        syncFolderOf(file);
    } catch (const SqlError& error) {
        removeWithLog(part);
        return protocol::failure(ErrorCode::Unavailable,
                                 u"The backup %1 could not be made: %2"_s.arg(file, error.text()));
    }
    return {};
}

protocol::Result<Restored> restore(DataFolder& folder, const QString& file)
{
    if (!QFile::exists(file))
        return protocol::failure(ErrorCode::NotFound, u"There is no backup at %1."_s.arg(file));
    if (auto made = folder.make(); !made)
        return base::Unexpected<protocol::Error>{made.error()};
    if (auto locked = folder.lock(); !locked)
        return base::Unexpected<protocol::Error>{locked.error()};
    const QString database = folder.databaseFile();
    const QString copy = database + ".restoring"_L1;
    removeWithLog(copy);
    try {
        if (!QFile::copy(file, copy))
            throw SqlError(u"It cannot be copied into the data folder."_s);
        makePrivate(copy);
        Restored restored;
        restored.epoch = makeReady(copy);
        if (!syncFile(copy))
            throw SqlError(u"The copy in the data folder cannot be written."_s);
        if (QFile::exists(database))
            restored.setAside = setAside(database);
        std::error_code error;
        std::filesystem::rename(toPath(copy), toPath(database), error); // replaces at one stroke
        if (error)
            throw SqlError(QString::fromStdString(error.message()));
        syncFolderOf(database);
        return restored;
    } catch (const SqlError& error) {
        removeWithLog(copy);
        return protocol::failure(ErrorCode::Unavailable,
                                 u"The backup %1 was not restored: %2"_s.arg(file, error.text()));
    }
}

} // namespace storage
