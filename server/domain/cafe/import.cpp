// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/import.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;

namespace {

/// A whole number; none: no such column, or empty. Complains of anything else.
std::optional<int> wholeField(ImportColumns& in, QLatin1StringView column, int least, int most)
{
    const auto text = in.field(column);
    if (!text || text->isEmpty())
        return std::nullopt;
    bool ok = false;
    const int number = text->toInt(&ok);
    if (ok && number >= least && number <= most)
        return number;
    in.complain(column, u"must be a whole number from %1 to %2"_s.arg(QString::number(least), QString::number(most)));
    return std::nullopt;
}

/// Complains where the value was in the file already.
template <class Key>
void rememberLine(ImportColumns& in, QLatin1StringView column, QHash<Key, int>& lines, const Key& key, int line)
{
    if (const int earlier = lines.value(key))
        in.complain(column, u"is already in line %1"_s.arg(earlier));
    else
        lines.insert(key, line);
}

template <class T> CafeRef refTo(const std::vector<T>& known, const QString& title)
{
    const auto it = std::find_if(known.begin(), known.end(), [&](const T& one) { return one.title == title; });
    return it == known.end() ? CafeRef{.title = title} : CafeRef{it->id, it->uuid, it->title};
}

CafeTable readTable(ImportColumns& in, CafeTable table, const std::vector<CafeZone>& zones)
{
    table.zone = refTo(zones, in.required("zone"_L1, 255));
    table.places = wholeField(in, "places"_L1, 1, 1'000).value_or(table.places);
    const auto x = wholeField(in, "x"_L1, 0, 1'000);
    const auto y = wholeField(in, "y"_L1, 0, 1'000);
    if (x.has_value() != y.has_value())
        in.complain(x ? "y"_L1 : "x"_L1, u"is missing: a place has both"_s);
    else if (x)
        table.place = protocol::TablePlace{*x, *y};
    return table;
}

MenuItem readItem(ImportColumns& in, MenuItem item, const std::vector<CafeKitchen>& kitchens)
{
    item.title = in.required("title"_L1, 255);
    QString price = in.required("price"_L1, 40);
    price.remove(u' ').remove(QChar::Nbsp).replace(u',', u'.');
    const auto money = Money::fromText(price);
    if (!price.isEmpty() && (!money || *money < Money() || *money > Money::fromUnits(1'000'000'000'00)))
        in.complain("price"_L1, u"is not a price"_s);
    item.price = money.value_or(Money());
    if (const auto category = in.text("category"_L1, 255))
        item.category = *category;
    if (const auto kitchen = in.text("kitchen"_L1, 255))
        item.kitchen = kitchen->isEmpty() ? std::nullopt : std::optional(refTo(kitchens, *kitchen));
    item.active = true;
    return item;
}

bool sameItem(const MenuItem& a, const MenuItem& b)
{
    return a.category == b.category && a.kitchen == b.kitchen && a.price == b.price && a.active == b.active;
}

} // namespace

TableImport planTableImport(const CsvTable& table, protocol::CompanyId company,
                            std::optional<protocol::BranchId> branch, const std::vector<CafeTable>& existing,
                            const std::vector<CafeZone>& zones)
{
    TableImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"number"_s, u"zone"_s}, {u"places"_s, u"x"_s, u"y"_s}, faults);
    if (!faults.empty())
        return plan;
    QHash<int, int> lines;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        in.required("number"_L1, 10);
        const int number = wholeField(in, "number"_L1, 1, 1'000'000).value_or(0);
        if (number > 0)
            rememberLine(in, "number"_L1, lines, number, record.line);
        const auto before = std::find_if(existing.begin(), existing.end(), [&](const CafeTable& one) {
            return one.number == number && one.branch == branch;
        });
        const bool known = before != existing.end();
        CafeTable read = readTable(
            in, known ? *before : CafeTable{.company = company, .branch = branch, .number = number}, zones);
        if (!in.clean())
            continue;
        const auto isNamed = [&](const CafeZone& zone) { return zone.title == read.zone.title; };
        if (read.zone.id == 0 && std::none_of(plan.zones.begin(), plan.zones.end(), isNamed))
            plan.zones.push_back({.company = company, .branch = branch, .title = read.zone.title});
        if (!known) {
            plan.added.push_back(std::move(read));
            ++plan.report.added;
        } else if (before->zone == read.zone && before->places == read.places && before->place == read.place) {
            ++plan.report.unchanged;
        } else {
            plan.updated.push_back(std::move(read));
            ++plan.report.updated;
        }
    }
    return plan;
}

MenuImport planMenuImport(const CsvTable& table, protocol::CompanyId company,
                          std::optional<protocol::BranchId> branch, const std::vector<MenuItem>& existing,
                          const std::vector<CafeKitchen>& kitchens)
{
    MenuImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"title"_s, u"price"_s}, {u"category"_s, u"kitchen"_s}, faults);
    if (!faults.empty())
        return plan;
    QHash<QString, int> lines;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString title = in.field("title"_L1).value_or(QString());
        if (!title.isEmpty())
            rememberLine(in, "title"_L1, lines, title, record.line);
        const auto before = std::find_if(existing.begin(), existing.end(), [&](const MenuItem& one) {
            return one.title == title && one.branch == branch;
        });
        const bool known = before != existing.end();
        MenuItem read = readItem(in, known ? *before : MenuItem{.company = company, .branch = branch}, kitchens);
        if (!in.clean())
            continue;
        const auto isNamed = [&](const CafeKitchen& one) { return read.kitchen && one.title == read.kitchen->title; };
        if (read.kitchen && read.kitchen->id == 0 &&
            std::none_of(plan.kitchens.begin(), plan.kitchens.end(), isNamed)) {
            plan.kitchens.push_back({.company = company,
                                     .branch = branch,
                                     .title = read.kitchen->title,
                                     .number = static_cast<int>(kitchens.size() + plan.kitchens.size()) + 1});
        }
        if (!known) {
            plan.added.push_back(std::move(read));
            ++plan.report.added;
        } else if (sameItem(*before, read)) {
            ++plan.report.unchanged;
        } else {
            plan.updated.push_back(std::move(read));
            ++plan.report.updated;
        }
    }
    return plan;
}

} // namespace domain
