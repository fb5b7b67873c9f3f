// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/bistro.h"

#include "base/logging.h"

#include <QTimer>

#include <algorithm>
#include <array>
#include <tuple>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

struct Dish
{
    const char16_t* title;
    const char16_t* category;
    const char16_t* kitchen;
    int price;
};

constexpr const char16_t* hotKitchen = u"Горячий цех";
constexpr const char16_t* bar = u"Бар";

constexpr std::array<Dish, 14> dishes{{{u"Плов", u"Вторые", hotKitchen, 310},
                                       {u"Лагман", u"Вторые", hotKitchen, 280},
                                       {u"Манты", u"Вторые", hotKitchen, 260},
                                       {u"Котлета с пюре", u"Вторые", hotKitchen, 240},
                                       {u"Гуляш с гречкой", u"Вторые", hotKitchen, 250},
                                       {u"Борщ", u"Первые", hotKitchen, 180},
                                       {u"Шурпа", u"Первые", hotKitchen, 210},
                                       {u"Лапша куриная", u"Первые", hotKitchen, 170},
                                       {u"Салат из капусты", u"Салаты", hotKitchen, 90},
                                       {u"Винегрет", u"Салаты", hotKitchen, 95},
                                       {u"Компот", u"Напитки", bar, 45},
                                       {u"Чай зелёный", u"Напитки", bar, 40},
                                       {u"Кофе", u"Напитки", bar, 85},
                                       {u"Булочка", u"Выпечка", bar, 55}}};

constexpr int tablesInHall = 10;
constexpr int tablesOutside = 4;

QString words(const char16_t* text)
{
    return QString::fromUtf16(text);
}

/// Where a table stands on its zone's map, in thousandths: rows of five.
QJsonObject placeOf(int number)
{
    const int index = number <= tablesInHall ? number - 1 : number - tablesInHall - 1;
    return {{u"x"_s, 120 + 190 * (index % 5)}, {u"y"_s, 260 + 420 * (index / 5)}};
}

} // namespace

Bistro::Bistro(QTimeZone zone, const PlantOptions& options, const base::Clock& clock)
    : m_options(options)
    , m_clock(clock)
    , m_zone(std::move(zone))
    , m_random(m_options.seed ^ 0xb15740u)
    , m_http(m_options.server, this)
{
}

void Bistro::start()
{
    lookAround();
}

void Bistro::after(double seconds, std::function<void()> task)
{
    const double shaken = seconds * (0.7 + m_random.bounded(0.6)) / m_options.pace;
    QTimer::singleShot(std::chrono::milliseconds(static_cast<qint64>(shaken * 1000)), this, std::move(task));
}

void Bistro::every(double seconds, const std::function<void()>& task)
{
    after(seconds, [this, seconds, task] {
        task();
        every(seconds, task);
    });
}

// ---- furnishing ----

void Bistro::lookAround()
{
    m_http.get(u"manager"_s, u"/api/cafe/menu-items/"_s, [this](const OfficeHttp::Answer& answer) {
        if (!answer.isGood()) {
            qCInfo(lcServer, "The demo's canteen stays closed: its menu cannot be read (%d).", answer.status);
            return;
        }
        const QJsonArray menu = answer.json()["results"_L1].toArray();
        if (menu.isEmpty()) {
            furnish();
            return;
        }
        for (const QJsonValue& item : menu)
            m_menu.push_back(item["id"_L1].toString());
        // Whoever sat here when the server stopped goes home.
        m_http.get(u"waiter"_s, u"/api/cafe/orders/?status=open"_s, [this](const OfficeHttp::Answer& orders) {
            for (const QJsonValue& order : orders.json()["results"_L1].toArray())
                after(20, [this, id = order["id"_L1].toString()] { pay(id); });
        });
        open();
    });
}

void Bistro::makeAll(const QString& path, std::deque<QJsonObject> bodies,
                     const std::function<void(const QHash<QString, QString>&)>& done, QHash<QString, QString> made)
{
    if (bodies.empty()) {
        done(made);
        return;
    }
    const QJsonObject body = bodies.front();
    bodies.pop_front();
    m_http.post(u"manager"_s, path, body, [=, this](const OfficeHttp::Answer& answer) mutable {
        if (!answer.isGood()) {
            qCWarning(lcServer).noquote() << "The demo's canteen could not be furnished:" << answer.body;
            return;
        }
        made.insert(body["title"_L1].toString(), answer.json()["id"_L1].toString());
        makeAll(path, std::move(bodies), done, std::move(made));
    });
}

void Bistro::furnish()
{
    makeAll(u"/api/cafe/zones/"_s, {{{u"title"_s, u"Зал"_s}}, {{u"title"_s, u"Терраса"_s}}},
            [this](const QHash<QString, QString>& zones) { addTables(zones); });
}

void Bistro::addTables(const QHash<QString, QString>& zones)
{
    std::deque<QJsonObject> tables;
    for (int number = 1; number <= tablesInHall + tablesOutside; ++number) {
        tables.push_back({{u"zone"_s, zones[number <= tablesInHall ? u"Зал"_s : u"Терраса"_s]},
                          {u"number"_s, number},
                          {u"places"_s, number % 3 == 0 ? 6 : 4}});
    }
    makeAll(u"/api/cafe/tables/"_s, std::move(tables), [this](const QHash<QString, QString>&) {
        placeTables();
        addMenu();
    });
}

void Bistro::addMenu()
{
    makeAll(u"/api/cafe/kitchens/"_s,
            {{{u"title"_s, words(hotKitchen)}, {u"number"_s, 1}}, {{u"title"_s, words(bar)}, {u"number"_s, 2}}},
            [this](const QHash<QString, QString>& kitchens) {
                std::deque<QJsonObject> items;
                for (const Dish& dish : dishes)
                    items.push_back({{u"title"_s, words(dish.title)},
                                     {u"category"_s, words(dish.category)},
                                     {u"kitchen"_s, kitchens[words(dish.kitchen)]},
                                     {u"price"_s, u"%1.00"_s.arg(dish.price)}});
                makeAll(u"/api/cafe/menu-items/"_s, std::move(items), [this](const QHash<QString, QString>& menu) {
                    m_menu.assign(menu.cbegin(), menu.cend());
                    std::sort(m_menu.begin(), m_menu.end());
                    book();
                    open();
                });
            });
}

/// On the hall's map: our own wire knows tables by number, the café's by UUID.
void Bistro::placeTables()
{
    m_http.get(u"manager"_s, u"/api/v1/snapshot?topics=tables"_s, [this](const OfficeHttp::Answer& answer) {
        const QJsonArray rows = answer.json()["snapshots"_L1][0]["rows"_L1].toArray();
        for (const QJsonValue& row : rows)
            m_http.put(u"manager"_s, u"/api/v1/cafe/tables/%1/place"_s.arg(row["id"_L1].toInteger()),
                       placeOf(row["number"_L1].toInt()));
    });
}

void Bistro::book()
{
    // Two of the terrace: one is wanted soon, the other within two hours.
    m_http.get(u"manager"_s, u"/api/cafe/tables/"_s, [this](const OfficeHttp::Answer& answer) {
        const QJsonArray tables = answer.json()["results"_L1].toArray();
        const QDateTime now = m_clock.now().toTimeZone(m_zone);
        const std::tuple<QString, int, int> parties[]{{u"Юбилей Аннаева"_s, 45, 1}, {u"Бригада №2"_s, 110, 4}};
        for (const auto& [guest, minutes, fromTheEnd] : parties) {
            const qsizetype place = tables.size() - fromTheEnd;
            const QDateTime at = now.addSecs(60 * minutes);
            QJsonObject booking{{u"guest"_s, guest},
                                {u"phone"_s, u"+99361000000"_s},
                                {u"date"_s, at.date().toString(Qt::ISODate)},
                                {u"time"_s, QTime(at.time().hour(), at.time().minute() / 5 * 5).toString(Qt::ISODate)},
                                {u"guests"_s, 6}};
            if (place >= 0)
                booking.insert(u"table"_s, tables[place]["id"_L1]);
            m_http.post(u"manager"_s, u"/api/cafe/bookings/"_s, booking);
        }
    });
}

void Bistro::open()
{
    if (m_menu.empty())
        return;
    after(1, [this] { seat(); });
    every(13, [this] { seat(); });
    every(4, [this] { cook(); });
}

// ---- happenings ----

/// Guests sit down at a free table, if there is one, and order.
void Bistro::seat()
{
    m_http.get(u"waiter"_s, u"/api/cafe/tables/?status=free"_s, [this](const OfficeHttp::Answer& answer) {
        const QJsonArray free = answer.json()["results"_L1].toArray();
        if (free.isEmpty())
            return;
        const int guests = 1 + pick(4);
        QJsonArray items;
        int portions = 0;
        for (int i = 0; i < 1 + guests / 2; ++i) {
            const int quantity = 1 + pick(2);
            items.append(QJsonObject{{u"menu_item"_s, m_menu[static_cast<size_t>(pick(static_cast<int>(m_menu.size())))]},
                                     {u"quantity"_s, quantity}});
            portions += quantity;
        }
        m_http.post(u"waiter"_s, u"/api/cafe/orders/"_s,
                    {{u"table"_s, free[pick(static_cast<int>(free.size()))]["id"_L1]},
                     {u"guests"_s, guests},
                     {u"items"_s, items}},
                    [this, portions](const OfficeHttp::Answer& made) {
                        if (made.isGood())
                            m_portions.insert(made.json()["id"_L1].toString(), portions);
                    });
    });
}

/// The cook takes what has waited longest.
void Bistro::cook()
{
    m_http.get(u"cook"_s, u"/api/cafe/kitchen/tasks/?status=pending"_s, [this](const OfficeHttp::Answer& answer) {
        const QString task = answer.json()["results"_L1][0]["id"_L1].toString();
        if (task.isEmpty())
            return;
        m_http.post(u"cook"_s, u"/api/cafe/kitchen/tasks/%1/claim/"_s.arg(task), {},
                    [this, task](const OfficeHttp::Answer& claimed) {
                        if (claimed.isGood())
                            after(18, [this, task] { finish(task); });
                    });
    });
}

void Bistro::finish(const QString& task)
{
    m_http.post(u"cook"_s, u"/api/cafe/kitchen/tasks/%1/ready/"_s.arg(task), {},
                [this](const OfficeHttp::Answer& answer) {
                    const QString order = answer.json()["order"_L1].toString();
                    const auto left = m_portions.find(order);
                    if (left == m_portions.end() || --*left > 0)
                        return;
                    m_portions.erase(left);
                    after(35, [this, order] { pay(order); });
                });
}

void Bistro::pay(const QString& order)
{
    m_http.post(u"waiter"_s, u"/api/cafe/orders/%1/pay/"_s.arg(order),
                {{u"payment_method"_s, pick(3) == 0 ? u"cash"_s : u"card"_s}});
}

} // namespace demo
