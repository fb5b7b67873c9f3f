// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/hall.h"
#include "protocol/decimal.h"

namespace domain {

/// Where portions are cooked: the hot one, the bar …
struct CafeKitchen
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString title{};
    int number = 1;
};

struct MenuItem
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString title{};
    QString category{};
    std::optional<CafeRef> kitchen{};
    protocol::Money price{};
    bool active = true; ///< may be ordered
};

/// A guest who is known by name.
struct CafeClient
{
    qint64 id = 0;
    QUuid uuid{};
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString name{};
    QString phone{};
    QString notes{};
};

/// As HallRepository.
class MenuRepository
{
public:
    virtual ~MenuRepository() = default;

    virtual std::optional<CafeKitchen> kitchen(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeKitchen> kitchens(const CafeReach& reach, CafeSpan span) = 0; ///< by number
    virtual void insert(CafeKitchen& kitchen) = 0;
    virtual void update(const CafeKitchen& kitchen) = 0;
    virtual void removeKitchen(protocol::CompanyId company, qint64 id) = 0;

    virtual std::optional<MenuItem> item(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<MenuItem> items(const CafeReach& reach, CafeSpan span) = 0; ///< by category, then title
    virtual bool isOrdered(qint64 item) = 0; ///< ever
    virtual void insert(MenuItem& item) = 0;
    virtual void update(const MenuItem& item) = 0;
    virtual void removeItem(protocol::CompanyId company, qint64 id) = 0;

    virtual std::optional<CafeClient> client(const CafeReach& reach, const CafeKey& key) = 0;
    virtual CafePage<CafeClient> clients(const CafeReach& reach, CafeSpan span) = 0; ///< by name
    virtual void insert(CafeClient& client) = 0;
    virtual void update(const CafeClient& client) = 0;
    virtual void removeClient(protocol::CompanyId company, qint64 id) = 0;
};

} // namespace domain
