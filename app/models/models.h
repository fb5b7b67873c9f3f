// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accessmodel.h"
#include "models/alarmsmodel.h"
#include "models/bookingsmodel.h"
#include "models/budgetsmodel.h"
#include "models/burnrates.h"
#include "models/callsmodel.h"
#include "models/commentsmodel.h"
#include "models/costsmodel.h"
#include "models/crewmodels.h"
#include "models/kitchenmodel.h"
#include "models/machinesmodel.h"
#include "models/notificationsmodel.h"
#include "models/ordersmodel.h"
#include "models/peoplemodel.h"
#include "models/planmodels.h"
#include "models/schedulemodel.h"
#include "models/shiftsmodel.h"
#include "models/statesmodel.h"
#include "models/tablesmodel.h"
#include "models/ticketlogmodel.h"
#include "models/ticketsmodel.h"
#include "models/timesheetsmodel.h"
#include "models/worktimemodel.h"

#include <vector>

namespace client {

/// Every topic's model: the one list a new subject is added to.
class Models final
{
public:
    explicit Models(const base::Clock& clock);
    ~Models();
    Q_DISABLE_COPY_MOVE(Models)

    MachinesModel machines;
    ShiftsModel shifts;
    CallsModel calls;
    StatesModel states;
    WorktimeModel worktime;
    AccessModel access;
    PeopleModel people;
    AlarmsModel alarms;
    NotificationsModel notifications;
    CostsModel costs;
    BurnRates burnRates; ///< from the costs
    BudgetsModel budgets;
    TimesheetsModel timesheets;
    CommentsModel comments;
    TicketsModel tickets;
    TicketLogModel ticketLog;
    TablesModel tables;
    BookingsModel bookings;
    OrdersModel orders;
    KitchenModel kitchen;
    ProjectsModel projects;
    ScheduleModel schedule;
    BrigadesModel brigades;
    DailyWorksModel dailyWorks;
    MonthlyModel monthly;
    ExecutorsModel executors;
    EquipmentUseModel equipmentUse;

    /// The plant's; UTC until it is known.
    void setTimeZone(const QTimeZone& zone) { burnRates.setTimeZone(zone); }
    std::vector<RowsModel*> all();
    void apply(const RowBatch& batch);
    void clear();

    /// How the store reads each topic's rows. Holds no reference to any model.
    static std::vector<TopicCodec> codecs();
};

} // namespace client
