// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QString>

/// vakhtad backup, vakhtad restore. Every error's message is a sentence for the person at the command
/// line.
namespace storage {

class DataFolder;

/// Copies the database as it is at one moment to a file that must not exist yet, while a server may be
/// using it. When this returns, the copy is on the disk.
protocol::Result<void> backup(const DataFolder& folder, const QString& file);

struct Restored
{
    QString epoch;    ///< the new one: clients' cursors into the old journal are refused
    QString setAside; ///< where the former database is now; empty if there was none
};

/// Puts a backup in the database's place, checked first. Conflict while a server holds the folder; on
/// any error the folder is as it was.
protocol::Result<Restored> restore(DataFolder& folder, const QString& file);

} // namespace storage
