// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/import.h"

#include <QHash>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;

namespace {

CostObject readObject(ImportColumns& in, CostObject object)
{
    object.code = in.required("code"_L1, 50);
    object.name = in.required("name"_L1, 255);
    if (const auto text = in.field("budget_amount"_L1)) {
        QString number = *text;
        number.remove(u' ').remove(QChar::Nbsp).replace(u',', u'.');
        const auto budget = number.isEmpty() ? std::optional(Money()) : Money::fromText(number);
        if (!budget || *budget < Money())
            in.complain("budget_amount"_L1, u"is not a sum of money"_s);
        else
            object.budget = budget->isPositive() ? budget : std::nullopt;
    }
    return object;
}

} // namespace

ObjectImport planObjectImport(const CsvTable& table, protocol::CompanyId company,
                              std::optional<protocol::BranchId> branch, const std::vector<CostObject>& existing)
{
    ObjectImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"code"_s, u"name"_s}, {u"budget_amount"_s}, faults);
    if (!faults.empty())
        return plan;

    QHash<QString, const CostObject*> known;
    for (const CostObject& object : existing)
        known.insert(object.code, &object);
    QHash<QString, int> lines;
    std::vector<CostObject> planned;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString code = in.field("code"_L1).value_or(QString());
        const CostObject* before = known.value(code);
        CostObject object = readObject(in, before ? *before : CostObject{.company = company, .branch = branch});
        if (const int line = code.isEmpty() ? 0 : lines.value(code))
            in.complain("code"_L1, u"is already in line %1"_s.arg(line));
        if (!lines.contains(code))
            lines.insert(code, record.line);
        if (in.clean())
            planned.push_back(std::move(object));
    }
    if (!faults.empty())
        return plan;

    for (CostObject& object : planned) {
        const CostObject* before = known.value(object.code);
        if (!before) {
            plan.added.push_back(std::move(object));
            ++plan.report.added;
        } else if (before->name == object.name && before->budget == object.budget) {
            ++plan.report.unchanged;
        } else {
            plan.updated.push_back(std::move(object));
            ++plan.report.updated;
        }
    }
    return plan;
}

} // namespace domain
