// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/helpdesk.h"

#include "base/logging.h"

#include <QTimer>

#include <array>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstTickets = 6;
constexpr int mostUnfinished = 14; ///< past it nobody asks for more: a list to look at, not to scroll

struct Trouble
{
    const char* title;
    const char* description;
    const char* category;
    const char* building;
    const char* room;
};

constexpr std::array<Trouble, 10> troubles{{
    {"Не печатает МФУ", "МФУ в табельной выдаёт замятие, бумаги внутри нет.", "hardware", "Корпус 1", "12"},
    {"Нет сети на терминале", "Терминал у линии 3 не видит сервер с утра.", "network", "Цех 2", "3"},
    {"Забыт пароль учётной записи", "Прошу сбросить пароль в табельной системе.", "account", "Корпус 1", "8"},
    {"Не читается карта на проходной", "Считыватель пищит, но дверь не открывается.", "hardware", "КПП", "1"},
    {"Ошибка при выгрузке отчёта", "Отчёт за смену обрывается на второй странице.", "software", "Корпус 1",
     "21"},
    {"Медленно открывается склад", "Карточка товара открывается больше минуты.", "software", "Склад", "2"},
    {"Сломан экран у станка", "На экране станка 17 полосы, ничего не прочитать.", "hardware", "Цех 1", "17"},
    {"Нужна вторая розетка", "В кабинете мастера не хватает розеток для зарядки.", "other", "Цех 1", "5"},
    {"Не слышно телефон охраны", "Собеседник на посту не слышит нас, мы его слышим.", "other", "КПП", "2"},
    {"Пропал доступ к папке", "После смены отдела папка планов не открывается.", "account", "Корпус 1", "14"},
}};

constexpr const char* comments[] = {"Еду", "Нужна запчасть, заказал", "Перезагрузил, наблюдаю",
                                    "Проверьте, пожалуйста"};

QString deedOn(qint64 ticket, const char* deed)
{
    return u"/api/v1/tickets/%1/%2"_s.arg(QString::number(ticket), QString::fromLatin1(deed));
}

} // namespace

Helpdesk::Helpdesk(const PlantOptions& options)
    : m_options(options), m_random(m_options.seed ^ 0xde5cu), m_http(m_options.server, this)
{
}

void Helpdesk::start()
{
    m_http.get(u"technician"_s, u"/api/v1/tickets?unfinished=true"_s,
               [this](const OfficeHttp::Answer& answer) {
                   if (!answer.isGood()) {
                       qCInfo(lcServer, "The demo's help desk stays closed: its tickets cannot be read (%d).",
                              answer.status);
                       return;
                   }
                   open(answer.json()["tickets"_L1].toArray());
               });
}

void Helpdesk::after(double seconds, std::function<void()> task)
{
    const double shaken = seconds * (0.8 + m_random.bounded(0.4)) / m_options.pace;
    QTimer::singleShot(std::chrono::milliseconds(static_cast<qint64>(shaken * 1000)), this, std::move(task));
}

void Helpdesk::every(double seconds, const std::function<void()>& task)
{
    after(seconds, [this, seconds, task] {
        task();
        every(seconds, task);
    });
}

void Helpdesk::open(const QJsonArray& tickets)
{
    static const std::array priorities{u"low"_s, u"medium"_s, u"medium"_s, u"high"_s};
    for (int i = static_cast<int>(tickets.size()); i < firstTickets; ++i)
        ask(i, priorities[static_cast<size_t>(i) % priorities.size()]);
    for (const QJsonValue& ticket : tickets) {
        if (ticket["status"_L1].toString() == "in_progress"_L1)
            carryOn(ticket["id"_L1].toInteger());
    }
    // What somebody who looks for two minutes shall have seen.
    after(20, [this] { takeOldest(); });
    after(45, [this] { ask(6, u"urgent"_s); });
    // And then an ordinary day.
    every(50, [this] { takeOldest(); });
    every(70,
          [this] { ask(pick(static_cast<int>(troubles.size())), priorities[static_cast<size_t>(pick(4))]); });
    every(600, [this] { ask(pick(static_cast<int>(troubles.size())), u"urgent"_s); });
}

void Helpdesk::ask(int which, const QString& priority)
{
    static const std::array askers{u"operator"_s, u"foreman"_s, u"hr"_s, u"accountant"_s, u"guard"_s};
    const Trouble& trouble = troubles[static_cast<size_t>(which) % troubles.size()];
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    const QJsonObject body{
        {u"title"_s, text(trouble.title)},
        {u"description"_s, text(trouble.description)},
        {u"category"_s, text(trouble.category)},
        {u"priority"_s, priority},
        {u"room"_s, QJsonObject{{u"building"_s, text(trouble.building)}, {u"number"_s, text(trouble.room)}}}};
    m_http.get(u"technician"_s, u"/api/v1/tickets?unfinished=true"_s,
               [this, body,
                who = askers[static_cast<size_t>(which) % askers.size()]](const OfficeHttp::Answer& answer) {
                   if (answer.isGood() && answer.json()["tickets"_L1].toArray().size() < mostUnfinished)
                       m_http.post(who, u"/api/v1/tickets"_s, body);
               });
}

void Helpdesk::takeOldest()
{
    m_http.get(u"technician"_s, u"/api/v1/tickets?status=open"_s, [this](const OfficeHttp::Answer& answer) {
        const QJsonArray open = answer.json()["tickets"_L1].toArray();
        if (open.isEmpty())
            return;
        qint64 chosen = open.last()["id"_L1].toInteger();
        for (const QJsonValue& ticket : open) { // what is urgent goes first
            if (ticket["priority"_L1].toString() == "urgent"_L1)
                chosen = ticket["id"_L1].toInteger();
        }
        m_http.post(u"technician"_s, deedOn(chosen, "take"), {},
                    [this, chosen](const OfficeHttp::Answer& taken) {
                        if (taken.isGood())
                            carryOn(chosen);
                    });
    });
}

void Helpdesk::carryOn(qint64 ticket)
{
    after(25, [this, ticket] {
        m_http.post(u"technician"_s, deedOn(ticket, "comments"),
                    {{u"text"_s, QString::fromUtf8(comments[pick(static_cast<int>(std::size(comments)))])}});
        after(60 + pick(120), [this, ticket] { finish(ticket); });
    });
}

void Helpdesk::finish(qint64 ticket)
{
    m_http.post(u"technician"_s, deedOn(ticket, "resolve"), {},
                [this, ticket](const OfficeHttp::Answer& answer) {
                    if (!answer.isGood())
                        return;
                    after(40, [this, ticket] {
                        // Now and then it was not all, and somebody takes it once more.
                        m_http.post(u"technician"_s, deedOn(ticket, pick(6) == 0 ? "reopen" : "close"), {});
                    });
                });
}

} // namespace demo
