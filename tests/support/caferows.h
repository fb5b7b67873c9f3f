// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/wirerows.h"

/// A café's rows as the wire carries them; a test overwrites what it is about.
namespace support {

inline QJsonObject cafeTable(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"number"_s, id},
                 {u"places"_s, 4},
                 {u"status"_s, u"free"_s},
                 {u"since"_s, u"2026-03-02T06:00:00.000Z"_s},
                 {u"zone"_s, QJsonObject{{u"id"_s, 1}, {u"title"_s, u"Зал"_s}}}},
                changes);
}

inline QJsonObject cafeOrder(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"table_id"_s, 5},
                 {u"table_number"_s, 5},
                 {u"guests"_s, 2},
                 {u"waiter"_s, QJsonObject{{u"id"_s, 9}, {u"name"_s, u"Оразова Б."_s}}},
                 {u"status"_s, u"open"_s},
                 {u"created_at"_s, u"2026-03-02T08:00:00.000Z"_s},
                 {u"payment_method"_s, QString()},
                 {u"total"_s, u"670.50"_s},
                 {u"discount"_s, u"20.50"_s},
                 {u"items"_s, QJsonArray{QJsonObject{{u"id"_s, 1},
                                                     {u"title"_s, u"Плов"_s},
                                                     {u"price"_s, u"310.00"_s},
                                                     {u"quantity"_s, 2}},
                                         QJsonObject{{u"id"_s, 2},
                                                     {u"title"_s, u"Чай"_s},
                                                     {u"price"_s, u"50.50"_s},
                                                     {u"quantity"_s, 1}}}}},
                changes);
}

inline QJsonObject cafeBooking(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"guest"_s, u"Аннаев Мердан"_s},
                 {u"phone"_s, u"+993 61 000000"_s},
                 {u"at"_s, u"2026-03-02T10:00:00.000Z"_s},
                 {u"guests"_s, 6},
                 {u"table_id"_s, 5},
                 {u"table_number"_s, 5},
                 {u"status"_s, u"booked"_s}},
                changes);
}

inline QJsonObject kitchenTask(qint64 id, const QJsonObject& changes = {})
{
    return with({{u"id"_s, id},
                 {u"order_id"_s, 41},
                 {u"table_number"_s, 5},
                 {u"menu_item_title"_s, u"Плов"_s},
                 {u"kitchen"_s, u"Горячий цех"_s},
                 {u"unit_index"_s, 1},
                 {u"status"_s, u"pending"_s},
                 {u"created_at"_s, u"2026-03-02T08:00:00.000Z"_s}},
                changes);
}

inline const QJsonObject readyPortion{{u"status"_s, u"ready"_s},
                                      {u"finished_at"_s, u"2026-03-02T08:10:00.000Z"_s}};
inline const QJsonObject servedPortion{{u"status"_s, u"ready"_s},
                                       {u"finished_at"_s, u"2026-03-02T08:10:00.000Z"_s},
                                       {u"served_at"_s, u"2026-03-02T08:12:00.000Z"_s}};

} // namespace support
