// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/datafolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <mutex>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

/// The folders that this process holds, by absolute path.
class HeldFolders final
{
public:
    void insert(const QString& path)
    {
        const std::lock_guard lock(m_mutex);
        m_paths.insert(path);
    }
    void remove(const QString& path)
    {
        const std::lock_guard lock(m_mutex);
        m_paths.remove(path);
    }
    bool contains(const QString& path) const
    {
        const std::lock_guard lock(m_mutex);
        return m_paths.contains(path);
    }

private:
    mutable std::mutex m_mutex;
    QSet<QString> m_paths;
};

HeldFolders& heldFolders()
{
    static HeldFolders s_held;
    return s_held;
}

} // namespace

DataFolder::DataFolder(const QString& path) : m_path(QDir(path).absolutePath()) {}

DataFolder::~DataFolder()
{
    if (!m_lock)
        return;
    m_lock->unlock();
    heldFolders().remove(m_path);
}

QString DataFolder::databaseFile() const
{
    return m_path + "/vakhta.db"_L1;
}

QString DataFolder::signingKeyFile() const
{
    return m_path + "/signing.key"_L1;
}

protocol::Result<void> DataFolder::make()
{
    if (QFileInfo(m_path).isDir())
        return {};
    if (!QDir().mkpath(m_path) ||
        !QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        return protocol::failure(protocol::ErrorCode::Unavailable,
                                 u"The data folder %1 cannot be made."_s.arg(m_path));
    }
    return {};
}

bool DataFolder::isOwnLeftover() const
{
    // A container's server has the same process number after every restart, which QLockFile takes for
    // the lock's living holder.
    qint64 holder = 0;
    QString host;
    QString program;
    return m_lock->getLockInfo(&holder, &host, &program) && holder == QCoreApplication::applicationPid() &&
           !heldFolders().contains(m_path);
}

protocol::Result<void> DataFolder::lock()
{
    if (m_lock)
        return {};
    m_lock = std::make_unique<QLockFile>(QString(m_path + "/vakhta.lock"_L1));
    m_lock->setStaleLockTime(0); // a server runs for months
    if (m_lock->tryLock() || (isOwnLeftover() && m_lock->removeStaleLockFile() && m_lock->tryLock())) {
        heldFolders().insert(m_path);
        return {};
    }
    qint64 holder = 0;
    QString host;
    QString program;
    const bool held =
        m_lock->error() == QLockFile::LockFailedError && m_lock->getLockInfo(&holder, &host, &program);
    m_lock.reset();
    if (held) {
        return protocol::failure(protocol::ErrorCode::Conflict,
                                 u"The data folder %1 is in use by %2 (process %3). Stop it first."_s
                                     .arg(m_path, program.isEmpty() ? u"another program"_s : program)
                                     .arg(holder));
    }
    return protocol::failure(
        protocol::ErrorCode::Unavailable,
        u"The data folder %1 cannot be locked: may this user write to it?"_s.arg(m_path));
}

} // namespace storage
