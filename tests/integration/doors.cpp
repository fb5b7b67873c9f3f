// SPDX-License-Identifier: GPL-3.0-or-later
#include "doors.h"

#include <map>

namespace integration {

QByteArray Door::of(const QByteArray& id) const
{
    QByteArray path = pattern;
    return path.replace("{id}", id)
        .replace("{action}", "in")
        .replace("{room}", "dashboard")
        .replace("{cost}", id);
}

namespace {

QByteArray bodyFor(const QByteArray& pattern)
{
    static const QByteArray shares = R"({"distributions":[{"material_cost_item_id":1,"cost_object_id":1,)"
                                     R"("distributed_quantity":"1","distributed_amount":"1"}]})";
    static const std::map<QByteArray, QByteArray> bodies{
        {"/api/v1/objects/{id}", R"({"customer_name":"x"})"},
        {"/api/v1/objects/{id}/budget", R"({"budget_amount":2000})"},
        {"/api/v1/objects/{id}/costs", R"({"amount":1})"},
        {"/api/v1/material-costs/{id}/mark-duplicate", R"({"is_duplicate":false})"},
        {"/api/v1/material-costs/{id}/distribute", shares},
        {"/api/v1/material-costs/{id}/redistribute", shares},
        {"/api/v1/time-sheets/{id}",
         R"({"period_start":"2026-01-12","period_end":"2026-01-12","items":[)"
         R"({"worker_id":1,"cost_object_id":1,"date":"2026-01-12","hours":"8"}]})"},
        {"/api/v1/time-sheets/{id}/comments", R"({"comment_text":"x"})"},
        {"/api/v1/tickets/{id}/comments", R"({"text":"Сейчас посмотрю"})"},
        {"/api/v1/tickets/{id}/assign", R"({"assigned_to_id":null})"},
        {"/tickets/{id}/comments", R"({"content":"Сейчас посмотрю"})"},
        {"/tickets/{id}/assign", R"({"assigned_to_id":null})"},
        {"/api/tickets/{id}/assign", R"({"assigned_to_id":null})"},
        {"/all-tickets/{id}/quick-assign", R"({"assigned_to_id":null})"},
        {"/api/tickets/{id}/status", R"({"status":"open"})"},
        {"/all-tickets/{id}/quick-status", R"({"status":"open"})"},
        {"/api/v1/schedule/months/{id}", R"({"volume_plan":"4.000"})"},
        {"/api/v1/cafe/orders/{id}/status", R"({"status":"open"})"},
        {"/api/v1/cafe/orders/{id}/table", R"({"table_id":null})"},
        {"/api/cafe/kitchen/tasks/{id}/", R"({"status":"ready"})"},
        {"/api/cafe/kitchen/tasks/{id}", R"({"status":"ready"})"},
        {"/api/v1/cafe/tables/{id}/place", R"({"x":1,"y":1})"},
        {"/api/v1/alarms/{id}/shelve", R"({"reason":"x","minutes":5})"},
    };
    const auto found = bodies.find(pattern);
    if (pattern.startsWith("/api/brigades/{id}"))
        return R"({"name":"Zqx"})";
    if (found != bodies.end())
        return found->second;
    // A body that is no object is refused before anybody looks for the record.
    return pattern.startsWith("/api/") && pattern.contains("{id}") ? "{}" : QByteArray();
}

} // namespace

const std::vector<Door>& doors()
{
    using enum Opens;
    using protocol::Role;
    using protocol::Roles;
    static const Roles personnel{Role::HrManager, Role::Accountant, Role::Security};
    static const std::vector<Door> table = [] {
        std::vector<Door> doors;
        // Our own wire and contracts.md C.
        doors.insert(doors.end(), {
                                      {"GET", "/", ToAll},
                                      {"GET", "/health", ToAll},
                                      {"POST", "/api/v1/auth/login", ToAll},
                                      {"POST", "/api/v1/auth/refresh", ToAll},
                                      {"GET", "/api/v1/auth/me", ToUsers},
                                      {"GET", "/api/v1/changes", ToUsers},
                                      {"GET", "/api/v1/snapshot", ToUsers},
                                      {"WS", "/api/v1/ws", ToUsers},
                                      {"POST", "/api/v1/ws/echo", ToUsers},
                                      {"GET", "/api/v1/ws/dialects", ToUsers},
                                      {"POST", "/api/v1/ws/dialects/echo", ToUsers},
                                      {"GET", "/api/v1/ws/stats", ToUsers, {Role::Manager, Role::Admin}},
                                  });
        for (const char* list : {"", "/history", "/health", "/{id}"})
            doors.push_back({"GET", QByteArray("/api/v1/alarms") + list, ToUsers});
        for (const char* deed : {"acknowledge", "reset", "shelve", "unshelve", "out-of-service",
                                 "return-to-service", "suppress", "unsuppress"}) {
            doors.push_back({"POST", QByteArray("/api/v1/alarms/") + deed, ToUsers});
            doors.push_back({"POST", QByteArray("/api/v1/alarms/{id}/") + deed, ToUsers});
        }
        const Roles managers{Role::Manager, Role::Admin};
        const auto notifications = [&](const char* method, const char* path, Roles roles = {}) {
            doors.push_back({method, QByteArray("/api/v1/notifications") + path, ToUsers, roles});
        };
        for (const char* list : {"", "/", "/badge", "/stats", "/{id}/ledger"})
            notifications("GET", list);
        for (const char* own : {"/read-all", "/mark-read", "/receipts", "/{id}/read"})
            notifications("POST", own);
        notifications("DELETE", "/{id}");
        notifications("GET", "/pending", {Role::Admin});
        notifications("POST", "/send", managers);
        notifications("POST", "/send-by-role", managers);
        // contracts.md C4: "any user" there is one of C's roles.
        const auto at = [&](const char* method, const QByteArray& path, Roles roles) {
            doors.push_back({method, path, ToUsers, roles});
        };
        const Roles office{Role::Foreman,          Role::Accountant,       Role::HrManager,
                           Role::EquipmentManager, Role::MaterialsManager, Role::ProcurementManager};
        const Roles costs{Role::Accountant, Role::MaterialsManager};
        const Roles costReaders{Role::Foreman, Role::Accountant, Role::MaterialsManager};
        for (const char* all : {"/api/v1/objects", "/api/v1/objects/"}) {
            at("GET", all, office);
            at("POST", all, managers);
        }
        at("GET", "/api/v1/objects/{id}", office);
        at("PUT", "/api/v1/objects/{id}", managers);
        at("GET", "/api/v1/objects/{id}/budget", office);
        at("PUT", "/api/v1/objects/{id}/budget", managers);
        at("GET", "/api/v1/objects/{id}/costs", costReaders);
        at("POST", "/api/v1/objects/{id}/costs", costs);
        at("DELETE", "/api/v1/objects/{id}/costs/{cost}", costs);
        const Roles updReaders{Role::Accountant, Role::MaterialsManager, Role::ProcurementManager};
        for (const char* list : {"", "/", "/unprocessed", "/{id}", "/{id}/suggestions", "/{id}/duplicates",
                                 "/{id}/distribution-history"})
            at("GET", QByteArray("/api/v1/material-costs") + list, updReaders);
        for (const char* posting : {"/upload", "/distribute", "/{id}/mark-duplicate"})
            at("POST", QByteArray("/api/v1/material-costs") + posting, costs);
        at("POST", "/api/v1/material-costs/{id}/distribute", {Role::MaterialsManager});
        at("PUT", "/api/v1/material-costs/{id}/redistribute", {Role::MaterialsManager});
        const Roles sheetReaders{Role::Foreman, Role::HrManager, Role::Accountant};
        const Roles sheetWriters{Role::Foreman, Role::HrManager};
        const auto sheets = [&](const char* method, const char* path, Roles roles) {
            at(method, QByteArray("/api/v1/time-sheets") + path, roles);
        };
        for (const char* all : {"", "/"}) {
            sheets("GET", all, sheetReaders);
            sheets("POST", all, {Role::Foreman});
        }
        sheets("GET", "/{id}", sheetReaders);
        sheets("PUT", "/{id}", sheetWriters);
        sheets("POST", "/{id}/submit", {Role::Foreman});
        sheets("POST", "/{id}/approve", {Role::HrManager});
        sheets("POST", "/{id}/reject", {Role::HrManager});
        sheets("POST", "/{id}/cancel", sheetWriters);
        sheets("GET", "/{id}/overtime-check", sheetReaders);
        sheets("POST", "/{id}/overtime-check", sheetReaders);
        sheets("GET", "/{id}/comments", sheetReaders);
        sheets("POST", "/{id}/comments", {Role::HrManager});
        const Roles helpers{Role::Master, Role::Technician};
        for (const char* any : {"", "/{id}"})
            doors.push_back({"GET", QByteArray("/api/v1/tickets") + any, ToUsers});
        doors.push_back({"POST", "/api/v1/tickets", ToUsers});
        doors.push_back({"POST", "/api/v1/tickets/{id}/comments", ToUsers});
        at("GET", "/api/v1/tickets/technicians", helpers);
        for (const char* deed : {"take", "resolve", "close", "reopen", "assign"})
            at("POST", QByteArray("/api/v1/tickets/{id}/") + deed, helpers);
        // contracts.md E3; a post with a cookie is told from a foreign page's by its Origin.
        for (const char* list :
             {"/all-tickets", "/all-tickets/api", "/all-tickets/stats", "/api/users/technicians"})
            at("GET", list, helpers);
        at("GET", "/home/technician/tickets", {Role::Technician});
        for (const char* own :
             {"/tickets", "/tickets/{id}", "/api/notifications", "/api/notifications/unread-count",
              "/api/notifications/poll", "/api/notifications/stats"})
            doors.push_back({"GET", own, ToUsers});
        for (const char* own : {"/tickets", "/tickets/{id}/comments", "/api/notifications/mark-as-read/{id}",
                                "/api/notifications/mark-all-as-read"})
            doors.push_back({"POST", own, ToUsers});
        for (const char* deed :
             {"/all-tickets/{id}/quick-status", "/all-tickets/{id}/quick-assign", "/api/tickets/{id}/status",
              "/api/tickets/{id}/assign", "/tickets/{id}/assign", "/tickets/{id}/start",
              "/tickets/{id}/resolve", "/tickets/{id}/close"})
            at("POST", deed, helpers);
        for (const char* socket : {"/", "/ws"})
            doors.push_back({"WS", socket, ToAllByRule});
        // contracts.md C5: the bot that links has a code from the person, and nothing else.
        doors.push_back({"POST", "/api/v1/users/link-telegram", ToAll});
        doors.push_back({"POST", "/api/v1/users/me/telegram/generate-link-code", ToUsers});
        doors.push_back({"GET", "/api/v1/users/me/telegram", ToUsers});
        doors.push_back({"DELETE", "/api/v1/users/me/telegram", ToUsers});
        // contracts.md D, its slash or not; our own writes.
        const Roles planners{Role::Planner, Role::Foreman, Role::EquipmentManager, Role::MaterialsManager,
                             Role::ProcurementManager};
        const Roles readers{
            Role::Planner,   Role::Viewer,           Role::Foreman,          Role::Accountant,
            Role::HrManager, Role::EquipmentManager, Role::MaterialsManager, Role::ProcurementManager};
        const auto plan = [&](const char* method, const char* path, Opens opens, Roles roles = {}) {
            doors.push_back({method, QByteArray("/api") + path, opens, roles});
            doors.push_back({method, QByteArray("/api") + path + '/', opens, roles});
        };
        plan("POST", "/auth/login", ToAll);
        plan("GET", "/auth/me", ToUsers);
        plan("POST", "/auth/register", ToUsers, managers);
        for (const char* list :
             {"/schedule/tasks", "/schedule/tasks/{id}", "/daily/works", "/daily/works/with-details",
              "/monthly", "/monthly/tasks", "/monthly/tasks/with-details", "/brigades", "/brigades/stats",
              "/executors", "/executors/stats", "/equipment", "/equipment-usage", "/projects",
              "/projects/{id}", "/import-export/tasks", "/analytics", "/employees", "/headcount"})
            plan("GET", list, ToUsers, readers);
        for (const char* made :
             {"/schedule/tasks", "/schedule/tasks/custom", "/daily/works", "/monthly", "/monthly/tasks",
              "/brigades", "/executors", "/equipment", "/equipment-usage", "/import-export/tasks"})
            plan("POST", made, ToUsers, planners);
        for (const char* changed : {"/schedule/tasks/{id}", "/monthly/{id}", "/brigades/{id}",
                                    "/executors/{id}", "/equipment/{id}", "/equipment-usage/{id}"})
            plan("PUT", changed, ToUsers, planners);
        for (const char* removed : {"/schedule/tasks", "/schedule/tasks/{id}", "/schedule/tasks/clear/all",
                                    "/schedule/tasks/custom/all", "/monthly/{id}", "/brigades/{id}",
                                    "/executors/{id}", "/equipment-usage/{id}"})
            plan("DELETE", removed, ToUsers, planners);
        plan("POST", "/projects", ToUsers, managers);
        plan("PUT", "/projects/{id}", ToUsers, managers);
        plan("DELETE", "/projects/{id}", ToUsers, managers);
        plan("GET", "/users", ToUsers, managers);
        plan("POST", "/admin/recalculate-volumes", ToUsers, managers);
        plan("WS", "/ws", ToUsers, readers);
        at("PUT", "/api/v1/schedule/tasks/{id}", planners);
        at("POST", "/api/v1/schedule/daily-works", planners);
        at("DELETE", "/api/v1/schedule/daily-works/{id}", planners);
        at("POST", "/api/v1/schedule/months", planners);
        at("PUT", "/api/v1/schedule/months/{id}", planners);
        // Our own at a café, then contracts.md B with its slash and without.
        const Roles bosses{Role::Manager, Role::Admin};
        const Roles waiters{Role::Waiter};
        const Roles cooks{Role::Cook};
        const Roles cafe{Role::Waiter, Role::Cook};
        at("POST", "/api/v1/cafe/orders/{id}/pay", waiters);
        at("POST", "/api/v1/cafe/orders/{id}/status", waiters);
        at("PUT", "/api/v1/cafe/orders/{id}/table", waiters);
        at("PUT", "/api/v1/cafe/tables/{id}/place", bosses);
        at("POST", "/api/v1/cafe/kitchen/{id}/claim", cooks);
        at("POST", "/api/v1/cafe/kitchen/{id}/ready", cooks);
        at("POST", "/api/v1/cafe/kitchen/{id}/serve", waiters);
        const auto slashed = [&](const QByteArray& method, const QByteArray& path, Opens opens,
                                 Roles roles = {}) {
            doors.push_back({method, path, opens, roles});
            doors.push_back({method, path.chopped(1), opens, roles});
        };
        slashed("POST", "/api/users/auth/login/", ToAll);
        slashed("POST", "/api/users/auth/refresh/", ToAll);
        const auto atCafe = [&](const char* method, const QByteArray& path, Roles roles) {
            slashed(method, "/api/cafe" + path, ToUsers, roles);
        };
        const std::pair<const char*, std::pair<Roles, Roles>> kinds[] = {
            {"/zones/", {cafe, bosses}},        {"/tables/", {cafe, waiters}},
            {"/bookings/", {waiters, waiters}}, {"/clients/", {waiters, waiters}},
            {"/menu-items/", {cafe, bosses}},   {"/kitchens/", {cafe, bosses}},
            {"/orders/", {cafe, waiters}}};
        for (const auto& [path, who] : kinds) {
            const QByteArray one = QByteArray(path) + "{id}/";
            atCafe("GET", path, who.first);
            atCafe("POST", path, who.second);
            atCafe("GET", one, who.first);
            for (const char* method : {"PUT", "PATCH", "DELETE"})
                atCafe(method, one, who.second);
        }
        atCafe("POST", "/orders/{id}/pay/", waiters);
        atCafe("GET", "/orders/closed/", cafe);
        atCafe("GET", "/orders/history/", cafe);
        atCafe("GET", "/clients/{id}/orders/", waiters);
        atCafe("POST", "/clients/{id}/orders/", waiters);
        atCafe("GET", "/kitchen/tasks/", cafe);
        atCafe("GET", "/kitchen/tasks/monitor/", bosses);
        atCafe("GET", "/kitchen/tasks/{id}/", cafe);
        atCafe("PATCH", "/kitchen/tasks/{id}/", cooks);
        for (const QByteArray deed : {"claim/", "ready/"}) {
            atCafe("POST", "/kitchen/tasks/" + deed, cooks);
            atCafe("POST", "/kitchen/tasks/{id}/" + deed, cooks);
        }
        atCafe("GET", "/notifications/", cafe);
        for (const char* socket : {"/ws/cafe/orders/", "/ws/cafe/tables/", "/ws/cafe/kitchen/"})
            slashed("WS", socket, ToUsers, cafe);
        // contracts.md A, with its slash and without.
        const auto both = [&](const QByteArray& method, const QByteArray& path, Opens opens, Roles roles = {},
                              bool writes = false) {
            doors.push_back({method, path, opens, roles, writes});
            doors.push_back({method, path.chopped(1), opens, roles, writes});
        };
        both("GET", "/login/", ToAll);
        both("POST", "/login/", ToAll, {}, true);
        both("*", "/logout/", ToAll);
        for (const char* file : {"images/no-photo.png", "js/ajax-polling.js", "js/monitor.js"})
            doors.push_back({"GET", QByteArray("/static/") + file, ToAll});
        for (const char* page : {"/security/reports/logs/", "/employees/worktime/", "/employees/list/",
                                 "/security/", "/employees/security-display/"})
            both("GET", page, ToUsers);
        for (const char* page :
             {"/lohia/dashboard/", "/lohia/master/", "/lohia/shifts/", "/lohia/maintenance/"})
            both("GET", page, ToAllByRule);
        for (const char* feed :
             {"/employees/api/worktime-polling/", "/lohia/api/machines-polling/",
              "/security/api/access-polling/", "/employees/api/latest-access/",
              "/employees/api/dashboard-stats/", "/api/latest-access/", "/api/dashboard-stats/"})
            both("*", feed, ToUsers);
        for (const char* open :
             {"/employees/api/worktime-latest/", "/employees/worktime/stats/", "/security/api/latest-access/",
              "/security/api/dashboard-stats/", "/lohia/api/dashboard-status/",
              "/lohia/api/dashboard-status-all/", "/lohia/api/maintenance-history/",
              "/lohia/api/shifts-history/", "/lohia/api/machine/{id}/detail/", "/lohia/api/machine-stats/"})
            both("*", open, ToAllByRule);
        for (const char* record : {"/employees/api/employee/{id}/", "/employees/api/employee-search/",
                                   "/employees/worktime/detail/{id}/"})
            both("*", record, ToUsers, personnel);
        for (const char* form : {"/employees/worktime/create/", "/employees/worktime/update/{id}/",
                                 "/employees/worktime/delete/{id}/", "/employees/delete/{id}/"})
            both("*", form, ToUsers, {Role::HrManager}, true);
        both("*", "/security/log/{id}/{action}/", ToUsers, {Role::Security});
        for (const char* device :
             {"/employees/api/rfid-scan/", "/security/api/scan/", "/lohia/api/pulse/update/",
              "/lohia/api/maintenance/call/", "/lohia/api/maintenance/start/", "/lohia/api/maintenance/end/",
              "/lohia/api/shift/start/", "/lohia/api/shift/end/"})
            both("*", device, ToDevices);
        for (const char* socket : {"/ws/lohia/{room}/", "/ws/employees/", "/ws/security/"})
            both("WS", socket, ToAllByRule);
        both("WS", "/ws/notifications/", ToUsers);
        for (Door& door : doors)
            door.body = bodyFor(door.pattern);
        return doors;
    }();
    return table;
}

} // namespace integration
