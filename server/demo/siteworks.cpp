// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/siteworks.h"

#include "base/logging.h"

#include <QTimer>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr double entryEvery = 15; // seconds
constexpr double checkEvery = 50;
constexpr qsizetype workersABrigade = 4;

struct Row
{
    const char* code;
    const char* name;
    const char* unit; ///< empty: a section's heading
    double volume;
    int begin; ///< days from today
    int end;
    double price;
    double labor;
    double machines;
    int done; ///< percent at the first start
};

constexpr Row tableOfWorks[] = {
    {"1", "Земляные работы", "", 0, 0, 0, 0, 0, 0, 0},
    {"1.1", "Планировка площадки", "м²", 3200, -75, -60, 85, 0.12, 0.05, 100},
    {"1.2", "Разработка котлована", "м³", 1450, -62, -41, 320, 0.25, 0.18, 100},
    {"1.3", "Обратная засыпка", "м³", 610, -24, -3, 210, 0.3, 0.12, 78},
    {"2", "Фундаменты", "", 0, 0, 0, 0, 0, 0, 0},
    {"2.1", "Бетонная подготовка", "м³", 96, -45, -36, 6400, 2.1, 0.2, 100},
    {"2.2", "Армирование", "т", 41.5, -40, -15, 78'000, 22, 1.5, 96},
    {"2.3", "Бетонирование фундаментов", "м³", 385, -34, 4, 8900, 3.4, 0.45, 71},
    {"2.4", "Гидроизоляция", "м²", 540, -8, 12, 640, 0.6, 0.02, 22},
    {"3", "Каркас", "", 0, 0, 0, 0, 0, 0, 0},
    {"3.1", "Монтаж колонн", "т", 62, -12, 18, 112'000, 18, 4.2, 28},
    {"3.2", "Монтаж ферм и связей", "т", 48, 2, 33, 118'000, 21, 4.8, 0},
    {"3.3", "Прогоны и настил", "м²", 2100, 12, 45, 1750, 0.9, 0.11, 0},
    {"4", "Ограждающие конструкции", "", 0, 0, 0, 0, 0, 0, 0},
    {"4.1", "Стеновые панели", "м²", 1680, 20, 60, 3900, 0.8, 0.16, 0},
    {"4.2", "Кровля", "м²", 2150, 30, 70, 2450, 1.1, 0.09, 0},
    {"4.3", "Ворота и окна", "шт", 34, 45, 75, 54'000, 9, 1.2, 0},
    {"5", "Инженерные сети", "", 0, 0, 0, 0, 0, 0, 0},
    {"5.1", "Наружный водопровод", "м", 420, -20, 10, 3300, 1.6, 0.35, 54},
    {"5.2", "Электроснабжение", "м", 860, 5, 65, 1900, 0.7, 0.03, 0},
};

} // namespace

SiteWorks::SiteWorks(QTimeZone zone, const PlantOptions& options, const base::Clock& clock)
    : m_options(options)
    , m_clock(clock)
    , m_zone(std::move(zone))
    , m_random(m_options.seed ^ 0x5eedu)
    , m_http(m_options.server, this)
{
}

void SiteWorks::start()
{
    m_http.get(u"manager"_s, u"/api/projects/"_s, [this](const OfficeHttp::Answer& answer) {
        if (!answer.isGood())
            qCInfo(lcServer, "The demo's building site stays closed: its projects cannot be read (%d).", answer.status);
        else if (answer.list().isEmpty())
            layOut();
        else
            readOn([this] { open(); });
    });
}

void SiteWorks::after(double seconds, std::function<void()> task)
{
    const double shaken = seconds * (0.8 + m_random.bounded(0.4)) / m_options.pace;
    QTimer::singleShot(std::chrono::milliseconds(static_cast<qint64>(shaken * 1000)), this, std::move(task));
}

QDate SiteWorks::today() const
{
    return m_clock.now().toTimeZone(m_zone).date();
}

// ---- the first start ----

void SiteWorks::layOut()
{
    const QJsonObject project{{u"name"_s, u"Строительство цеха №3"_s},
                              {u"description"_s, u"Каркасное здание 36 × 60 м"_s},
                              {u"start_date"_s, today().addDays(-75).toString(Qt::ISODate)},
                              {u"end_date"_s, today().addDays(75).toString(Qt::ISODate)}};
    m_http.post(u"manager"_s, u"/api/projects/"_s, project, [this](const OfficeHttp::Answer& answer) {
        if (answer.isGood())
            addTasks(answer.json()["id"_L1].toInteger());
    });
}

void SiteWorks::addTasks(qint64 project)
{
    std::deque<Post> posts;
    const QString target = u"/api/schedule/tasks?project_id=%1"_s.arg(project);
    for (const Row& row : tableOfWorks) {
        const QString code = QString::fromUtf8(row.code);
        const bool section = !*row.unit;
        QJsonObject body{{u"code"_s, code}, {u"name"_s, QString::fromUtf8(row.name)}, {u"is_section"_s, section}};
        if (!section) {
            const auto day = [this](int days) { return today().addDays(days).toString(Qt::ISODate); };
            body.insert(u"level"_s, 1);
            body.insert(u"parent_code"_s, code.section(u'.', 0, 0));
            body.insert(u"unit"_s, QString::fromUtf8(row.unit));
            body.insert(u"volume_plan"_s, row.volume);
            body.insert(u"start_date_contract"_s, day(row.begin - 4));
            body.insert(u"end_date_contract"_s, day(row.end - 2));
            body.insert(u"start_date_plan"_s, day(row.begin));
            body.insert(u"end_date_plan"_s, day(row.end));
            body.insert(u"unit_price"_s, row.price);
            body.insert(u"labor_per_unit"_s, row.labor);
            body.insert(u"machine_hours_per_unit"_s, row.machines);
            body.insert(u"executor"_s, row.begin < 0 ? u"СМУ-2"_s : QString());
            const QString ready = row.end < 0 ? u"green"_s : row.begin < 5 ? u"yellow"_s : u"gray"_s;
            for (const QString& item : {u"status_people"_s, u"status_equipment"_s, u"status_mtr"_s, u"status_access"_s})
                body.insert(item, ready);
        }
        posts.push_back({u"foreman"_s, target, body});
    }
    postNext(std::move(posts), [this, project] { readOn([this, project] { planAhead(project); }); });
}

void SiteWorks::planAhead(qint64 project)
{
    std::deque<Post> posts;
    for (const QString& brigade : {u"Бетонщики"_s, u"Монтажники"_s, u"Сети"_s})
        posts.push_back({u"foreman"_s, u"/api/brigades/"_s, {{u"project_id"_s, project}, {u"name"_s, brigade}}});
    posts.push_back({u"foreman"_s,
                     u"/api/equipment/"_s,
                     {{u"name"_s, u"Кран КС-55713"_s}, {u"equipment_type"_s, u"Автокран"_s}}});
    const QString month = today().toString(u"yyyy-MM"_s);
    for (const QJsonValue& task : m_tasks) {
        const QString code = task["code"_L1].toString();
        const auto row = std::find_if(std::begin(tableOfWorks), std::end(tableOfWorks),
                                      [&](const Row& one) { return code == QString::fromUtf8(one.code); });
        if (row == std::end(tableOfWorks) || task["is_section"_L1].toBool())
            continue;
        // In three pieces, as a foreman would have entered them; exactly all of it where all is done.
        const double whole = std::round(row->volume * row->done * 10) / 1000;
        const double third = std::floor(whole / 3 * 1000) / 1000;
        for (int piece = 0; piece < 3 && row->done > 0; ++piece) {
            const int last = std::min(row->end, -1);
            const int days = row->begin + (last - row->begin) * (piece + 1) / 3;
            posts.push_back({u"foreman"_s,
                             u"/api/daily/works"_s,
                             {{u"task_id"_s, task["id"_L1]},
                              {u"date"_s, today().addDays(std::min(days, -1)).toString(Qt::ISODate)},
                              {u"volume"_s, piece < 2 ? third : whole - 2 * third},
                              {u"description"_s, u"Захватка %1"_s.arg(piece + 1)}}});
        }
        if (row->begin < 20 && row->end > -5)
            posts.push_back({u"foreman"_s,
                             u"/api/monthly/"_s,
                             {{u"task_id"_s, task["id"_L1]},
                              {u"month"_s, month},
                              {u"volume_plan"_s, row->volume * std::min(100 - row->done, 40) / 100}}});
    }
    postNext(std::move(posts), [this] { readOn([this] { open(); }); });
}

void SiteWorks::postNext(std::deque<Post> posts, const std::function<void()>& then)
{
    if (posts.empty())
        return then();
    const Post post = std::move(posts.front());
    posts.pop_front();
    m_http.post(post.user, post.target, post.body,
                [this, rest = std::move(posts), then](const OfficeHttp::Answer&) { postNext(rest, then); });
}

void SiteWorks::readOn(const std::function<void()>& then)
{
    m_http.get(u"foreman"_s, u"/api/schedule/tasks"_s, [this, then](const OfficeHttp::Answer& answer) {
        m_tasks = answer.list();
        then();
    });
}

// ---- an ordinary day ----

void SiteWorks::open()
{
    m_http.get(u"foreman"_s, u"/api/brigades/"_s, [this](const OfficeHttp::Answer& answer) {
        m_brigades = answer.list();
        work();
        after(checkEvery, [this] { check(); });
    });
}

/// Once a day: who works in which brigade, and the crane.
void SiteWorks::manToday()
{
    if (m_manned == today())
        return;
    m_manned = today();
    m_http.get(u"foreman"_s, u"/api/executors/?work_date=%1"_s.arg(today().toString(Qt::ISODate)),
               [this](const OfficeHttp::Answer& answer) {
                   if (!answer.isGood() || !answer.list().isEmpty())
                       return; // entered before this start
                   m_http.get(u"foreman"_s, u"/api/employees/"_s, [this](const OfficeHttp::Answer& people) {
                       manBrigades(people.list());
                   });
               });
}

void SiteWorks::manBrigades(const QJsonArray& people)
{
    const QString day = today().toString(Qt::ISODate);
    // From the end of the register: the looms' people stand at its beginning.
    qsizetype next = people.size();
    for (const QJsonValue& brigade : std::as_const(m_brigades)) {
        for (qsizetype i = 0; i < workersABrigade && next > 0; ++i) {
            --next;
            m_http.post(u"foreman"_s, u"/api/executors/"_s,
                        {{u"brigade_id"_s, brigade["id"_L1]},
                         {u"employee_id"_s, people[next]["id"_L1]},
                         {u"date"_s, day},
                         {u"hours_worked"_s, i == 3 ? 6 : 10},
                         {u"is_responsible"_s, i == 0}});
        }
    }
    m_http.get(u"foreman"_s, u"/api/equipment/"_s, [this, day](const OfficeHttp::Answer& answer) {
        const QJsonArray machines = answer.list();
        for (qsizetype i = 0; i < machines.size(); ++i)
            m_http.post(u"foreman"_s, u"/api/equipment-usage/"_s,
                        {{u"equipment_id"_s, machines[i]["id"_L1]},
                         {u"date"_s, day},
                         {u"machine_hours"_s, 7.5},
                         {u"brigade_id"_s, m_brigades.isEmpty() ? QJsonValue() : m_brigades[i % m_brigades.size()]["id"_L1]}});
    });
}

/// Somebody enters a hundredth or two of a task that is under way.
void SiteWorks::work()
{
    manToday();
    std::vector<QJsonObject> under;
    for (const QJsonValue& task : m_tasks) {
        const QDate begin = QDate::fromString(task["start_date_plan"_L1].toString(), Qt::ISODate);
        if (begin.isValid() && begin <= today().addDays(3) &&
            task["volume_fact"_L1].toDouble() < task["volume_plan"_L1].toDouble())
            under.push_back(task.toObject());
    }
    const auto again = [this] { after(entryEvery, [this] { work(); }); };
    if (under.empty())
        return again();
    const QJsonObject& task = under[m_random.bounded(static_cast<quint32>(under.size()))];
    const double plan = task["volume_plan"_L1].toDouble();
    const double left = plan - task["volume_fact"_L1].toDouble();
    const double volume = std::max(0.001, std::min(left, plan * (1 + m_random.bounded(3)) / 200));
    QJsonObject entry{{u"task_id"_s, task["id"_L1]},
                      {u"date"_s, today().toString(Qt::ISODate)},
                      {u"volume"_s, std::round(volume * 1000) / 1000},
                      {u"description"_s, u"Ось %1"_s.arg(m_random.bounded(1, 12))}};
    if (!m_brigades.isEmpty()) // each section has its own
        entry.insert(u"brigade_id"_s,
                     m_brigades[task["code"_L1].toString().section(u'.', 0, 0).toInt() % m_brigades.size()]["id"_L1]);
    m_http.post(u"foreman"_s, u"/api/daily/works"_s, entry,
                [this, again](const OfficeHttp::Answer&) { readOn(again); });
}

/// One item of a checklist turns another colour.
void SiteWorks::check()
{
    std::vector<QJsonObject> tasks;
    for (const QJsonValue& task : m_tasks) {
        if (!task["is_section"_L1].toBool())
            tasks.push_back(task.toObject());
    }
    if (!tasks.empty()) {
        const QJsonObject& task = tasks[m_random.bounded(static_cast<quint32>(tasks.size()))];
        const QString items[] = {u"status_people"_s, u"status_equipment"_s, u"status_mtr"_s, u"status_access"_s};
        const QString colours[] = {u"green"_s, u"yellow"_s, u"red"_s, u"green"_s};
        m_http.put(u"foreman"_s, u"/api/schedule/tasks/%1"_s.arg(task["id"_L1].toInteger()),
                   {{items[m_random.bounded(4)], colours[m_random.bounded(4)]}});
    }
    after(checkEvery, [this] { check(); });
}

} // namespace demo
