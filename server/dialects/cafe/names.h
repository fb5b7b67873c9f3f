// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/company.h"

#include <QString>
#include <QUuid>

#include <optional>

/// The UUIDs by which contracts.md B's clients know what is not the café's alone: companies, branches,
/// accounts and notifications have numbers here. Each follows from the number (RFC 4122, version 5), so
/// that it is the same after a restart, in a token of last week and without asking the database.
namespace dialects::cafe {

QUuid uuidOf(protocol::CompanyId company);
QUuid uuidOf(protocol::BranchId branch);
QUuid uuidOf(protocol::UserId user);
QUuid uuidOfNotification(qint64 id);

/// "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
QString text(const QUuid& uuid);
/// With or without hyphens, in any letter case; none for anything else.
std::optional<QUuid> uuidFrom(const QString& text);

/// None: the company has no such branch.
std::optional<protocol::BranchId> branchOf(const domain::Company& company, const QUuid& uuid);

} // namespace dialects::cafe
