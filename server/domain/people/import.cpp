// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/import.h"

#include "domain/people/card.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;

namespace {

struct PlannedEmployee
{
    Employee employee;
    int line = 0;
};

Employee readEmployee(ImportColumns& in, Employee employee)
{
    employee.personnelNumber = in.required("employee_id"_L1, 20);
    employee.lastName = in.required("last_name"_L1, 100);
    employee.firstName = in.required("first_name"_L1, 100);
    if (const auto text = in.text("middle_name"_L1, 100))
        employee.middleName = *text;
    if (const auto text = in.text("department"_L1, 100))
        employee.department = *text;
    if (const auto text = in.text("position"_L1, 100))
        employee.position = *text;
    if (const auto text = in.field("rfid_uid"_L1)) {
        employee.card = normalCard(*text);
        if (!employee.card.isEmpty() && !isCard(employee.card))
            in.complain("rfid_uid"_L1, u"is not a card number: 8 to 14 hex digits without separators"_s);
    }
    employee.active = true;
    return employee;
}

bool sameEmployee(const Employee& a, const Employee& b)
{
    return a.lastName == b.lastName && a.firstName == b.firstName && a.middleName == b.middleName
           && a.department == b.department && a.position == b.position && a.card == b.card && a.active == b.active;
}

} // namespace

EmployeeImport planEmployeeImport(const CsvTable& table, protocol::CompanyId company,
                                  std::optional<protocol::BranchId> branch, const std::vector<Employee>& existing)
{
    EmployeeImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"employee_id"_s, u"last_name"_s, u"first_name"_s},
                     {u"middle_name"_s, u"department"_s, u"position"_s, u"rfid_uid"_s}, faults);
    if (!faults.empty())
        return plan;

    QHash<QString, const Employee*> known;
    for (const Employee& employee : existing)
        known.insert(employee.personnelNumber, &employee);

    std::vector<PlannedEmployee> planned;
    QHash<QString, int> numberLines;
    QHash<QString, int> cardLines;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString number = in.field("employee_id"_L1).value_or(QString());
        const Employee* before = known.value(number);
        const Employee blank{.id = protocol::EmployeeId::from(1).value(), .company = company, .branch = branch};
        Employee employee = readEmployee(in, before ? *before : blank);
        if (const int line = number.isEmpty() ? 0 : numberLines.value(number))
            in.complain("employee_id"_L1, u"is already in line %1"_s.arg(line));
        if (const int line = employee.card.isEmpty() ? 0 : cardLines.value(employee.card))
            in.complain("rfid_uid"_L1, u"is already in line %1"_s.arg(line));
        if (!numberLines.contains(number))
            numberLines.insert(number, record.line);
        if (!cardLines.contains(employee.card))
            cardLines.insert(employee.card, record.line);
        if (in.clean())
            planned.push_back({std::move(employee), record.line});
    }

    // Against those whom the file does not mention: people in it may pass a card from one to another.
    QHash<QString, const Employee*> keptCards;
    for (const Employee& employee : existing) {
        if (employee.active && !employee.card.isEmpty() && !numberLines.contains(employee.personnelNumber))
            keptCards.insert(employee.card, &employee);
    }
    for (PlannedEmployee& item : planned) {
        if (const Employee* holder = keptCards.value(item.employee.card)) {
            faults.push_back({item.line, u"rfid_uid"_s,
                              u"is the card of %1 (%2)"_s.arg(holder->personnelNumber, holder->fullName())});
        }
    }
    if (!faults.empty()) {
        std::stable_sort(faults.begin(), faults.end(),
                         [](const ImportFault& a, const ImportFault& b) { return a.line < b.line; });
        return plan;
    }

    for (PlannedEmployee& item : planned) {
        const Employee* before = known.value(item.employee.personnelNumber);
        if (!before) {
            plan.added.push_back(std::move(item.employee));
            ++plan.report.added;
        } else if (sameEmployee(*before, item.employee)) {
            ++plan.report.unchanged;
        } else {
            plan.updated.push_back(std::move(item.employee));
            ++plan.report.updated;
        }
    }
    return plan;
}

} // namespace domain
