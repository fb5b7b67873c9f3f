// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sheethours.h"

#include "protocol/fields.h"

#include <algorithm>

namespace client {

using namespace Qt::StringLiterals;
using protocol::Hours;
using protocol::Money;

namespace {

constexpr int longestSheet = 366; ///< days; the server takes 31

Hours sumOf(const std::vector<SheetHours::Part>& parts)
{
    Hours sum;
    for (const SheetHours::Part& part : parts)
        sum += part.hours;
    return sum;
}

} // namespace

Hours SheetHours::Worker::on(size_t day) const
{
    return sumOf(days.at(day));
}

Hours SheetHours::Worker::total() const
{
    Hours sum;
    for (const auto& parts : days)
        sum += sumOf(parts);
    return sum;
}

Hours SheetHours::on(size_t day) const
{
    Hours sum;
    for (const Worker& worker : workers)
        sum += worker.on(day);
    return sum;
}

Hours SheetHours::total() const
{
    Hours sum;
    for (const Worker& worker : workers)
        sum += worker.total();
    return sum;
}

Money SheetHours::wages() const
{
    Money sum;
    for (const Worker& worker : workers) {
        for (const auto& parts : worker.days) {
            for (const Part& part : parts) {
                if (part.rate) // both in hundredths
                    sum += Money::fromUnits((part.hours.units() * part.rate->units() + 50) / 100);
            }
        }
    }
    return sum;
}

int SheetHours::withoutRate() const
{
    int count = 0;
    for (const Worker& worker : workers) {
        for (const auto& parts : worker.days) {
            count += static_cast<int>(
                std::count_if(parts.begin(), parts.end(), [](const Part& part) { return !part.rate; }));
        }
    }
    return count;
}

protocol::Result<SheetHours> sheetHoursFromJson(const QJsonObject& object)
{
    protocol::Fields in(object);
    SheetHours hours;
    hours.from = in.date("period_start"_L1);
    hours.to = in.date("period_end"_L1);
    if (in.ok() && (hours.dayCount() < 1 || hours.dayCount() > longestSheet))
        in.complain("period_end"_L1, u"is not near period_start"_s);
    const QJsonArray items = in.array("items"_L1);
    if (!in.ok())
        return in.finish(std::move(hours));
    for (const auto& value : items) {
        protocol::Fields item(value.toObject());
        const qint64 id = item.integer("worker_id"_L1);
        const QString name = item.string("worker_name"_L1);
        const QDate date = item.date("date"_L1);
        SheetHours::Part part{.object = item.string("object_name"_L1),
                              .hours = item.decimal<Hours>("hours"_L1),
                              .rate = item.optionalDecimal<Money>("rate"_L1)};
        if (item.ok() && (date < hours.from || date > hours.to))
            item.complain("date"_L1, u"is outside the sheet"_s);
        if (const auto read = item.finish(true); !read)
            return base::Unexpected<protocol::Error>{read.error()};
        auto worker = std::find_if(hours.workers.begin(), hours.workers.end(),
                                   [id](const SheetHours::Worker& known) { return known.id == id; });
        if (worker == hours.workers.end()) {
            hours.workers.push_back({id, name, {}});
            worker = std::prev(hours.workers.end());
            worker->days.resize(static_cast<size_t>(hours.dayCount()));
        }
        worker->days[static_cast<size_t>(hours.from.daysTo(date))].push_back(std::move(part));
    }
    std::sort(hours.workers.begin(), hours.workers.end(),
              [](const SheetHours::Worker& a, const SheetHours::Worker& b) {
                  return a.name.localeAwareCompare(b.name) < 0;
              });
    return in.finish(std::move(hours));
}

} // namespace client
