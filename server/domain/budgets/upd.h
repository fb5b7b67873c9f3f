// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"
#include "protocol/ids.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// contracts.md C4; the words on the wire are its own.
enum class UpdStatus { New, Distributed, Archived, Duplicate };
QLatin1StringView toWire(UpdStatus status);
std::optional<UpdStatus> updStatusFromWire(QStringView text);

/// A line of a delivery.
struct UpdItem
{
    qint64 id = 0;
    int line = 0; ///< from 1
    QString name{};
    QString unit{};
    protocol::Quantity quantity{};
    protocol::Money amount{}; ///< with tax
};

/// A universal transfer document (УПД): what a supplier has delivered and wants paid. Its items are
/// costs as soon as somebody says of which objects.
struct Upd
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    UpdStatus status = UpdStatus::New;
    QString number{};
    QDate date{};
    QString supplierName{};
    QString supplierInn{}; ///< empty where the file has none
    QString buyerName{};
    protocol::Money total{};
    std::optional<qint64> duplicateOf{}; ///< of a duplicate; of a new one: what it may be one of
    QByteArray fingerprint{};            ///< of the file
    protocol::UserId uploadedBy;
    QString uploadedByName{};
    QDateTime uploadedAt{};
    int itemCount = 0;
    std::vector<UpdItem> items{}; ///< by line; empty in lists
};

/// One line of a distribution as it was carried out.
struct UpdShare
{
    qint64 upd = 0;
    int revision = 1; ///< 1 the first distribution, then each that replaced it
    qint64 item = 0;
    qint64 object = 0;
    QString objectName{}; ///< read along, never written
    std::optional<qint64> request{};
    protocol::Quantity quantity{};
    protocol::Money amount{};
    qint64 cost = 0; ///< the cost it became; 0 when taken back
    protocol::UserId by;
    QString byName{};
    QDateTime at{};
};

/// An object to which things like this went before.
struct UpdSuggestion
{
    qint64 object = 0;
    QString objectName{};
    int uses = 0;
    QDateTime lastUsed{};
};

/// All calls belong into a write unit, those that only read also into a read unit. A foreign
/// company's document, or one of a branch that is not the reader's, is not found.
class UpdRepository
{
public:
    /// Whose documents somebody may see: branch none: all.
    struct Within
    {
        protocol::CompanyId company;
        std::optional<protocol::BranchId> branch{};
    };

    virtual ~UpdRepository() = default;
    /// Ids of the argument are ignored, and set.
    virtual void insert(Upd& upd) = 0;
    virtual std::optional<Upd> find(const Within& within, qint64 id) = 0; ///< with items
    virtual std::vector<Upd> list(const Within& within, std::optional<UpdStatus> status, int limit,
                                  int offset) = 0; ///< newest first
    /// Status and duplicateOf.
    virtual void update(const Upd& upd) = 0;
    /// Others with the same file, or the same number from the same supplier; oldest first.
    virtual std::vector<Upd> alike(const Upd& upd) = 0;
    /// The object to which a material request's things went last.
    virtual std::optional<qint64> objectOfRequest(protocol::CompanyId company, qint64 request) = 0;
    /// The document an item belongs to.
    virtual std::optional<qint64> updOfItem(const Within& within, qint64 item) = 0;

    virtual void insertShare(protocol::CompanyId company, const UpdShare& share) = 0;
    /// The costs of the newest revision are taken back.
    virtual void forgetCosts(protocol::CompanyId company, qint64 upd) = 0;
    virtual std::vector<UpdShare> shares(protocol::CompanyId company, qint64 upd) = 0; ///< by revision, in order
    /// Open objects to which items of this name, else anything of this supplier, went; most used first.
    virtual std::vector<UpdSuggestion> suggestionsByName(const Within& within, const QString& itemName,
                                                         int limit) = 0;
    virtual std::vector<UpdSuggestion> suggestionsBySupplier(const Within& within, const Upd& upd, int limit) = 0;
};

/// Reads a УПД (the tax service's format 5.01 to 5.03, "Файл/Документ/СвСчФакт…ТаблСчФакт"): number,
/// date, supplier, buyer, items, total. In UTF-8 or windows-1251. Refused, with BadRequest and a reason:
/// what is no XML, has a DTD (and with it entities), is another document, misses what is needed, has
/// more than 10,000 items. Its ids and its company are the caller's to set.
protocol::Result<Upd> updFromXml(const QByteArray& file, protocol::CompanyId company, protocol::UserId by);

/// A line of a distribution that is asked for.
struct ShareOrder
{
    qint64 item = 0;
    std::optional<qint64> object{};
    std::optional<qint64> request{};
    protocol::Quantity quantity{};
    protocol::Money amount{};
};

/// contracts.md C4's checks but for the objects' existence (a request's object is the caller's to find): nothing unknown, nothing twice too much
/// (all lines of an item together, tolerance 0.001 and 0.01), everything above 0 and for something.
/// BadRequest says which.
protocol::Result<void> checkShares(const Upd& upd, const std::vector<ShareOrder>& orders);

} // namespace domain
