// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/office.h"

#include "base/logging.h"

#include <QTimer>

#include <algorithm>
#include <array>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int historyCosts = 12; ///< of each site
constexpr int historyDays = 60;
constexpr int brigade = 5;

struct Blueprint
{
    QString code;
    QString name;
    QString customer;
    qint64 budget;  ///< roubles; 0: none
    int spentShare; ///< percent of the budget, after the two months
};

const std::array<Blueprint, 6>& blueprints()
{
    static const std::array<Blueprint, 6> list{{
        {u"Ц2-РЕМ"_s, u"Ремонт цеха №2"_s, u"Собственные нужды"_s, 1'000'000, 78},
        {u"СКЛ-ГП"_s, u"Склад готовой продукции"_s, u"Собственные нужды"_s, 2'400'000, 97},
        {u"КОТ"_s, u"Котельная"_s, u"ООО Тепло"_s, 1'800'000, 46},
        {u"ДОР"_s, u"Подъездная дорога"_s, u"Собственные нужды"_s, 650'000, 21},
        {u"ОБЩ"_s, u"Общежитие"_s, u"ООО Жилстрой"_s, 5'200'000, 63},
        {u"БЛАГ"_s, u"Благоустройство"_s, u"Собственные нужды"_s, 0, 30},
    }};
    return list;
}

constexpr const char* materials[] = {"Цемент М500", "Кирпич рядовой", "Арматура А500С",
                                     "Песок",       "Щебень",         "Бетон В25",
                                     "Утеплитель",  "Кабель ВВГнг",   "Краска фасадная"};

QString material(int index)
{
    return QString::fromUtf8(materials[static_cast<size_t>(index) % std::size(materials)]);
}

/// "1500.00": of roubles, and of hours.
QString roubles(qint64 amount)
{
    return QString::number(amount) + u".00"_s;
}

} // namespace

Office::Office(QTimeZone zone, const PlantOptions& options, const base::Clock& clock)
    : m_options(options)
    , m_clock(clock)
    , m_zone(std::move(zone))
    , m_random(m_options.seed ^ 0x0ff1ceu)
    , m_http(m_options.server, this)
{
}

void Office::start()
{
    lookAround();
}

void Office::after(double seconds, std::function<void()> task)
{
    const double shaken = seconds * (0.8 + m_random.bounded(0.4)) / m_options.pace;
    QTimer::singleShot(std::chrono::milliseconds(static_cast<qint64>(shaken * 1000)), this, std::move(task));
}

void Office::every(double seconds, const std::function<void()>& task)
{
    after(seconds, [this, seconds, task] {
        task();
        every(seconds, task);
    });
}

QDate Office::today() const
{
    return m_clock.now().toTimeZone(m_zone).date();
}

// ---- filling in ----

void Office::lookAround()
{
    m_http.get(u"manager"_s, u"/api/v1/objects/"_s, [this](const OfficeHttp::Answer& answer) {
        if (!answer.isGood()) {
            qCInfo(lcServer, "The demo's office stays closed: its sites cannot be read (%d).", answer.status);
            return;
        }
        if (const QJsonArray sites = answer.list(); !sites.isEmpty()) {
            takeUp(sites);
            open();
            return;
        }
        m_http.get(u"foreman"_s, u"/api/v1/auth/me"_s,
                   [this](const OfficeHttp::Answer& me) { foundSites(me.json()["id"_L1].toInteger()); });
    });
}

void Office::foundSites(qint64 foreman)
{
    // One after the other: the next begins with the answer to the last.
    const size_t index = m_sites.size();
    if (index == blueprints().size()) {
        std::deque<QJsonObject> costs;
        for (size_t i = 0; i < m_sites.size(); ++i) {
            const qint64 whole = m_sites[i].budget > 0 ? m_sites[i].budget : 900'000;
            const qint64 target = whole * blueprints()[i].spentShare / 100;
            for (int n = 0; n < historyCosts; ++n) {
                // The last takes what rounding has left.
                const qint64 amount = target * (n + 1) / historyCosts - target * n / historyCosts;
                const int ago = historyDays * (historyCosts - n) / historyCosts - pick(3);
                costs.push_back({{u"object_id"_s, m_sites[i].id},
                                 {u"amount"_s, roubles(amount)},
                                 {u"description"_s, material(pick(100))},
                                 {u"date"_s, today().addDays(-std::max(1, ago)).toString(Qt::ISODate)}});
            }
        }
        std::sort(costs.begin(), costs.end(), [](const QJsonObject& a, const QJsonObject& b) {
            return a["date"_L1].toString() < b["date"_L1].toString();
        });
        postNext(std::move(costs));
        return;
    }
    const Blueprint& plan = blueprints()[index];
    QJsonObject body{{u"code"_s, plan.code},
                     {u"name"_s, plan.name},
                     {u"customer_name"_s, plan.customer},
                     {u"start_date"_s, today().addDays(-historyDays).toString(Qt::ISODate)},
                     {u"end_date"_s, today().addDays(60 + 30 * pick(5)).toString(Qt::ISODate)}};
    if (plan.budget > 0)
        body.insert(u"budget_amount"_s, roubles(plan.budget));
    if (foreman > 0 && index < 4)
        body.insert(u"foreman_id"_s, foreman);
    m_http.post(u"manager"_s, u"/api/v1/objects/"_s, body, [this, foreman](const OfficeHttp::Answer& answer) {
        const Blueprint& made = blueprints()[m_sites.size()];
        if (!answer.isGood()) {
            qCWarning(lcServer).noquote() << "The demo's office could not found a site:" << answer.body;
            return;
        }
        m_sites.push_back({answer.json()["id"_L1].toInteger(), made.name, made.budget});
        foundSites(foreman);
    });
}

void Office::postNext(std::deque<QJsonObject> costs)
{
    if (costs.empty()) {
        open();
        return;
    }
    const QJsonObject cost = costs.front();
    costs.pop_front();
    m_http.post(u"accountant"_s, u"/api/v1/material-costs/distribute"_s, cost,
                [this, rest = std::move(costs)](const OfficeHttp::Answer&) { postNext(rest); });
}

void Office::takeUp(const QJsonArray& sites)
{
    for (const QJsonValue& site : sites) {
        if (site["is_active"_L1].toBool()) {
            m_sites.push_back({site["id"_L1].toInteger(), site["name"_L1].toString(),
                               static_cast<qint64>(site["budget_amount"_L1].toString().toDouble())});
        }
    }
}

void Office::open()
{
    if (m_sites.empty())
        return;
    m_http.get(u"manager"_s, u"/api/v1/snapshot?topics=people"_s, [this](const OfficeHttp::Answer& answer) {
        const QJsonArray people = answer.json()["snapshots"_L1][0]["rows"_L1].toArray();
        for (const QJsonValue& person : people) {
            if (person["active"_L1].toBool() && m_workers.size() < 40)
                m_workers.push_back(person["id"_L1].toInteger());
        }
    });
    // What somebody who looks for two minutes shall have seen, however the dice fall.
    after(12, [this] { spend(m_sites[0], std::max<qint64>(30'000, m_sites[0].budget / 30)); });
    after(18, [this] { fillInSheet(); });
    after(25, [this] { deliver(false); });
    after(34, [this] { fillInSheet(); });
    after(45, [this] { deliver(true); });
    after(58, [this] {
        const Site& site = m_sites[1 % m_sites.size()];
        spend(site, std::max<qint64>(90'000, site.budget / 25));
    });
    // And then an ordinary day.
    every(35, [this] { spendSomewhere(); });
    every(180, [this] { fillInSheet(); });
    every(150, [this] { deliver(pick(4) == 0); });
}

// ---- happenings ----

void Office::spend(const Site& site, qint64 amount)
{
    m_http.post(
        u"accountant"_s, u"/api/v1/material-costs/distribute"_s,
        {{u"object_id"_s, site.id}, {u"amount"_s, roubles(amount)}, {u"description"_s, material(pick(100))}},
        [this, id = site.id](const OfficeHttp::Answer& answer) {
            const QJsonObject state = answer.json()["budgets"_L1][0].toObject();
            if (state["percentage"_L1].toDouble() < 108)
                return;
            // So that a demo of many hours has something left to watch.
            after(60, [this, id] {
                const auto known = std::find_if(m_sites.begin(), m_sites.end(),
                                                [id](const Site& one) { return one.id == id; });
                if (known == m_sites.end() || known->budget == 0)
                    return;
                known->budget = known->budget * 3 / 2;
                m_http.put(u"manager"_s, u"/api/v1/objects/%1/budget"_s.arg(id),
                           {{u"budget_amount"_s, roubles(known->budget)}});
            });
        });
}

void Office::spendSomewhere()
{
    const Site& site = m_sites[static_cast<size_t>(pick(static_cast<int>(m_sites.size())))];
    spend(site, 1'000 + pick(9) * 500);
}

/// A УПД, most of it invented; again: the last one, which is a duplicate.
void Office::deliver(bool again)
{
    if (m_delivery == 0 || !again)
        m_delivery = static_cast<int>(m_clock.now().toSecsSinceEpoch() % 1'000'000);
    const int goods = m_delivery % 7;
    const qint64 price = 200 + m_delivery % 300;
    const QByteArray file =
        uR"(<?xml version="1.0" encoding="UTF-8"?><Файл><Документ КНД="1115131"><СвСчФакт НомерСчФ="%1" ДатаСчФ="%2">)"
        uR"(<СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО Поставщик" ИННЮЛ="0000000017"/></ИдСв></СвПрод></СвСчФакт><ТаблСчФакт>)"
        uR"(<СведТов НаимТов="%3" КолТов="40" СтТовУчНал="%4"><ДопСведТов НаимЕдИзм="шт"/></СведТов>)"
        uR"(<ВсегоОпл СтТовУчНалВсего="%4"/></ТаблСчФакт></Документ></Файл>)"_s
            .arg(QString::number(m_delivery), today().toString(u"dd.MM.yyyy"_s), material(goods),
                 roubles(40 * price))
            .toUtf8();
    m_http.upload(u"accountant"_s, u"/api/v1/material-costs/upload"_s, file,
                  [this](const OfficeHttp::Answer& answer) {
                      const QJsonObject upd = answer.json();
                      if (answer.isGood() && upd["status"_L1].toString() == u"NEW")
                          after(30, [this, upd] { distribute(upd, false); });
                  });
}

/// again: it went to the wrong site, and goes to another.
void Office::distribute(const QJsonObject& upd, bool again)
{
    const QJsonObject item = upd["items"_L1][0].toObject();
    const Site& site = m_sites[static_cast<size_t>(pick(static_cast<int>(m_sites.size())))];
    const QString path = u"/api/v1/material-costs/%1/"_s.arg(upd["id"_L1].toInteger());
    const QJsonObject body{
        {u"distributions"_s, QJsonArray{QJsonObject{{u"material_cost_item_id"_s, item["id"_L1]},
                                                    {u"cost_object_id"_s, site.id},
                                                    {u"distributed_quantity"_s, item["quantity"_L1]},
                                                    {u"distributed_amount"_s, item["amount"_L1]}}}}};
    if (again) {
        m_http.put(u"manager"_s, path + u"redistribute"_s, body);
        return;
    }
    m_http.post(u"manager"_s, path + u"distribute"_s, body, [this, upd](const OfficeHttp::Answer& answer) {
        if (answer.isGood())
            after(25, [this, upd] { distribute(upd, true); });
    });
}

void Office::fillInSheet()
{
    if (m_workers.empty())
        return;
    QJsonArray items;
    // Each sheet is of days before the last one's: nobody works three shifts a day.
    const QDate last = today().addDays(-1 - 5 * (m_sheets++ % 60));
    const int first = pick(static_cast<int>(m_workers.size()));
    for (int worker = 0; worker < brigade; ++worker) {
        for (int day = 0; day < 5; ++day) {
            const int hours = pick(12) == 0 ? 13 : 8;
            items.append(QJsonObject{
                {u"worker_id"_s, m_workers[static_cast<size_t>(first + worker) % m_workers.size()]},
                {u"cost_object_id"_s, m_sites[static_cast<size_t>(pick(2)) % m_sites.size()].id},
                {u"date"_s, last.addDays(-day).toString(Qt::ISODate)},
                {u"hours"_s, roubles(hours)}});
        }
    }
    const QJsonObject sheet{{u"period_start"_s, last.addDays(-4).toString(Qt::ISODate)},
                            {u"period_end"_s, last.toString(Qt::ISODate)},
                            {u"items"_s, items}};
    m_http.post(u"foreman"_s, u"/api/v1/time-sheets/"_s, sheet, [this, last](const OfficeHttp::Answer& answer) {
        const qint64 id = answer.json()["id"_L1].toInteger();
        if (!answer.isGood())
            return;
        after(8, [this, id, last] {
            m_http.post(u"foreman"_s, u"/api/v1/time-sheets/%1/submit"_s.arg(id), {},
                        [this, id, last](const OfficeHttp::Answer& submitted) {
                            if (submitted.isGood())
                                after(20, [this, id, last] { reviewSheet(id, last.addDays(-1)); });
                        });
        });
    });
}

void Office::reviewSheet(qint64 sheet, QDate doubtful)
{
    m_http.post(u"hr"_s, u"/api/v1/time-sheets/%1/comments"_s.arg(sheet),
                {{u"comment_text"_s, u"Проверьте часы за %1"_s.arg(doubtful.toString(u"dd.MM"_s))},
                 {u"comment_type"_s, u"HR_CORRECTION"_s}});
    after(25, [this, sheet] { decideSheet(sheet); });
}

void Office::decideSheet(qint64 sheet)
{
    const int before = m_decided++;
    if (before == 1 || (before > 1 && pick(3) == 0)) {
        m_http.post(u"hr"_s, u"/api/v1/time-sheets/%1/reject"_s.arg(sheet),
                    {{u"reason"_s, u"Переработка не согласована"_s}});
        return;
    }
    m_http.post(u"hr"_s, u"/api/v1/time-sheets/%1/approve"_s.arg(sheet), {{u"rate"_s, u"120.00"_s}});
}

} // namespace demo
