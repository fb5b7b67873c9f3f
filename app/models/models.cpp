// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/models.h"

namespace client {

Models::Models(const base::Clock& clock)
    : machines(clock)
    , shifts(clock)
    , calls(clock)
    , states(clock)
    , worktime(clock)
    , access(clock)
    , people(clock)
    , alarms(clock)
    , notifications(clock)
    , costs(clock)
    , burnRates(costs, clock)
    , budgets(burnRates, clock)
    , timesheets(clock)
    , comments(clock)
    , tickets(clock)
    , ticketLog(clock)
    , tables(clock)
    , bookings(clock)
    , orders(clock)
    , kitchen(clock)
    , projects(clock)
    , schedule(clock)
    , brigades(clock)
    , dailyWorks(schedule, brigades, clock)
    , monthly(schedule, clock)
    , executors(brigades, clock)
    , equipmentUse(brigades, clock)
{
}

Models::~Models() = default;

std::vector<RowsModel*> Models::all()
{
    return {&machines,  &shifts,        &calls,     &states,    &worktime,   &access,    &people,
            &alarms,    &notifications, &costs,     &budgets,   &timesheets, &comments,  &tickets,
            &ticketLog, &tables,        &bookings,  &orders,    &kitchen,    &projects,  &schedule,
            &brigades,  &dailyWorks,    &monthly,   &executors, &equipmentUse};
}

void Models::apply(const RowBatch& batch)
{
    for (RowsModel* model : all())
        model->apply(batch);
}

void Models::clear()
{
    for (RowsModel* model : all())
        model->clear();
}

std::vector<TopicCodec> Models::codecs()
{
    return {MachinesModel::codec(),   ShiftsModel::codec(),  CallsModel::codec(),
            StatesModel::codec(),     WorktimeModel::codec(), AccessModel::codec(),
            PeopleModel::codec(),     AlarmsModel::codec(),  NotificationsModel::codec(),
            CostsModel::codec(),      BudgetsModel::codec(), TimesheetsModel::codec(),
            CommentsModel::codec(),   TicketsModel::codec(),  TicketLogModel::codec(),
            TablesModel::codec(),     BookingsModel::codec(), OrdersModel::codec(),
            KitchenModel::codec(),    ProjectsModel::codec(), ScheduleModel::codec(),
            BrigadesModel::codec(),   DailyWorksModel::codec(), MonthlyModel::codec(),
            ExecutorsModel::codec(),  EquipmentUseModel::codec()};
}

} // namespace client
