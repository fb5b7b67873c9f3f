// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/people/employee.h"
#include "domain/within.h"
#include "protocol/rows/access.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// A card read as it is kept: at a gate, an attendance reader or a loom (contracts.md A6
/// SecurityLog and CardAccess in one).
struct AccessEvent
{
    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    protocol::AccessKind kind = protocol::AccessKind::Gate;
    bool granted = false;
    std::optional<protocol::AccessAction> action{}; ///< none when denied, and at looms
    std::optional<Employee> employee{};             ///< none: the card is nobody's
    QString card{};   ///< as read, in upper case
    QString device{};
    QDateTime at{};   ///< UTC
    std::optional<protocol::UserId> guard{}; ///< who logged it by hand
    QString notes{};
};

protocol::AccessRow toRow(const AccessEvent& event);

class AccessRepository
{
public:
    virtual ~AccessRepository() = default;
    virtual qint64 insert(const AccessEvent& event) = 0; ///< returns the id
    /// Granted gate events (A's SecurityLog), newest first.
    virtual std::vector<AccessEvent> newestAtGates(const Within& within, int limit) = 0;
    /// The newest granted read at an attendance reader or loom (A's CardAccess).
    virtual std::optional<AccessEvent> newestCardAccess(const Within& within) = 0;
    /// Granted reads anywhere, newest first.
    virtual std::vector<AccessEvent> newestOfEmployee(protocol::CompanyId company, protocol::EmployeeId employee,
                                                      int limit) = 0;
    virtual std::optional<protocol::AccessAction> lastGateAction(protocol::CompanyId company,
                                                                 protocol::EmployeeId employee) = 0;
    /// From a moment on (the plant's midnight): granted reads, and distinct people among them.
    struct DayCounts
    {
        int accesses = 0;
        int people = 0;
    };
    virtual DayCounts cardAccessesSince(const Within& within, const QDateTime& since) = 0;
    virtual DayCounts gateEventsSince(const Within& within, const QDateTime& since) = 0;
};

struct GateScan
{
    std::optional<AccessEvent> granted; ///< none: denied, and recorded as such, which is no error
};

/// Gates, and the record of every card read. All methods belong into a write unit.
class AccessService final
{
public:
    AccessService(EmployeeRepository& employees, AccessRepository& access, Journal& journal, const base::Clock& clock);

    /// A card at a gate: out if the last gate action was in, else in; no day boundary (A6).
    protocol::Result<GateScan> scan(protocol::CompanyId company, const QString& card, const QString& device);
    /// A guard opens by hand. NotFound: no active employee has this id.
    protocol::Result<AccessEvent> logByHand(protocol::CompanyId company, protocol::EmployeeId employee,
                                            protocol::AccessAction action, protocol::UserId guard);
    /// Keeps a read that another subject has decided on, and tells. A granted read also moves the
    /// employee's last seen, and at a gate who is inside.
    AccessEvent record(AccessEvent event);

private:
    EmployeeRepository& m_employees;
    AccessRepository& m_access;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
