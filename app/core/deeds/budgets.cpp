// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/budgets.h"

namespace client {

using namespace Qt::StringLiterals;

const DeedReader BudgetDeeds::reader{
    "objects"_L1,
    [](const OutboxRequest&, const QStringList& parts) {
        return parts.last() == "budget"_L1 ? u"budget"_s : QString();
    },
    [](const OutboxRequest&, const QStringList& parts) { return subjectOfPath("budgets"_L1, parts); }};

const DeedReader CostDeeds::reader{
    "material-costs"_L1, [](const OutboxRequest&, const QStringList&) { return u"cost"_s; },
    [](const OutboxRequest& request, const QStringList&) {
        const qint64 object = request.body.value("object_id"_L1).toInteger();
        return object > 0 ? DeedSubjects{{u"budgets"_s, object}} : DeedSubjects();
    }};

QString BudgetDeeds::set(qint64 object, protocol::Money amount) const
{
    return send({.method = "PUT",
                 .path = u"/api/v1/objects/%1/budget"_s.arg(object),
                 .body = {{u"budget_amount"_s, amount.toText()}},
                 .ifMatch = {}});
}

QString CostDeeds::add(qint64 object, protocol::Money amount, const QString& description) const
{
    return post(u"material-costs/distribute"_s, {{u"object_id"_s, object},
                                                 {u"amount"_s, amount.toText()},
                                                 {u"description"_s, description}});
}

} // namespace client
