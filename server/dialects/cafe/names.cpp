// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/names.h"

#include <QRegularExpression>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

QUuid named(const char* kind, qint64 number)
{
    // Made once for this purpose; a change of it would be a change of everybody's ids.
    static const QUuid space(u"3b7d1c0e-94f5-4a0b-8f63-0a8f5e1d2c47"_s);
    return QUuid::createUuidV5(space, QByteArray(QByteArray(kind) + '/' + QByteArray::number(number)));
}

} // namespace

QUuid uuidOf(protocol::CompanyId company)
{
    return named("company", company.value());
}

QUuid uuidOf(protocol::BranchId branch)
{
    return named("branch", branch.value());
}

QUuid uuidOf(protocol::UserId user)
{
    return named("user", user.value());
}

QUuid uuidOfNotification(qint64 id)
{
    return named("notification", id);
}

QString text(const QUuid& uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

std::optional<QUuid> uuidFrom(const QString& text)
{
    static const QRegularExpression form(
        u"^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$"_s);
    if (!form.match(text).hasMatch())
        return std::nullopt;
    const QByteArray digits = QByteArray::fromHex(QString(text).remove(u'-').toLatin1());
    return QUuid::fromRfc4122(digits);
}

std::optional<protocol::BranchId> branchOf(const domain::Company& company, const QUuid& uuid)
{
    for (const domain::Branch& branch : company.branches) {
        if (uuidOf(branch.id) == uuid)
            return branch.id;
    }
    return std::nullopt;
}

} // namespace dialects::cafe
