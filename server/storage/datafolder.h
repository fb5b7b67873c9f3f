// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace storage {

/// Where a server keeps its database. One server or one restore at a time holds it; the commands that
/// only add to the database (user, import) work beside a server and do not need to.
class DataFolder final
{
public:
    explicit DataFolder(const QString& path);
    ~DataFolder(); ///< unlocks

    /// Makes the folder if need be, for its owner only: the database holds password hashes.
    protocol::Result<void> make();
    const QString& path() const { return m_path; }
    QString databaseFile() const;
    /// What access tokens are signed with: of the installation, not of the database, so that a restore
    /// does not bring an old key back.
    QString signingKeyFile() const;

    /// Conflict while another process holds the folder, with a sentence that names it. A lock whose
    /// holder is no more (killed, power cut) does not count.
    protocol::Result<void> lock();

private:
    bool isOwnLeftover() const;

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace storage
