// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/database.h"
#include "commands/options.h"
#include "domain/budgets/service.h"
#include "domain/cafe/hallservice.h"
#include "domain/cafe/menuservice.h"
#include "domain/import/csv.h"
#include "domain/machines/service.h"
#include "domain/people/service.h"
#include "domain/schedule/planservice.h"
#include "domain/tickets/service.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <variant>

namespace commands {

using namespace Qt::StringLiterals;

namespace {

using ImportPlace = std::optional<protocol::BranchId>;

/// What a file may hold. Write units only.
struct Importer
{
    QLatin1StringView name;
    domain::ImportReport (*run)(domain::Workspace&, const domain::Company&, ImportPlace, const domain::CsvTable&);
};

template <class Service>
domain::ImportReport importInto(domain::Workspace& workspace, const domain::Company& company, ImportPlace branch,
                                const domain::CsvTable& table)
{
    return workspace.get<Service>().importTable(company.id, branch, table);
}

domain::ImportReport importTickets(domain::Workspace& workspace, const domain::Company& company, ImportPlace branch,
                                   const domain::CsvTable& table)
{
    return workspace.get<domain::TicketService>().importTable(company.id, branch, table, company.timeZone);
}

constexpr std::array<Importer, 7> importers{{
    {"employees"_L1, importInto<domain::PeopleService>},
    {"machines"_L1, importInto<domain::MachineService>},
    {"menu"_L1, importInto<domain::MenuService>},
    {"objects"_L1, importInto<domain::BudgetService>},
    {"tables"_L1, importInto<domain::HallService>},
    {"tasks"_L1, importInto<domain::PlanService>},
    {"tickets"_L1, importTickets},
}};

QStringList importNames()
{
    QStringList names;
    for (const Importer& importer : importers)
        names.append(QString(importer.name));
    return names;
}

} // namespace

int importTable(const QStringList& arguments)
{
    Options options(u"import"_s,
                    u"Puts in or renews what a CSV file holds: all lines, or with a mistake in any of them none."_s);
    const QCommandLineOption company(u"company"_s, u"Made if there is none of that name."_s, u"C"_s);
    const QCommandLineOption branch(u"branch"_s, u"Where they belong; made if there is none."_s, u"B"_s);
    options.parser().addOptions({company, branch});
    options.parser().addPositionalArgument(importNames().join(u'|'), u"What the file holds."_s);
    options.parser().addPositionalArgument(u"FILE.csv"_s, u"UTF-8, with a header line."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QStringList words = options.parser().positionalArguments();
    const auto importer = std::find_if(importers.begin(), importers.end(), [&](const Importer& one) {
        return words.size() == 2 && words[0] == one.name;
    });
    if (importer == importers.end())
        return options.misuse(u"say what it holds (%1), then the file"_s.arg(importNames().join(u", "_s)));

    const auto config = options.config();
    if (!config)
        return failed(config.error());
    QFile file(words[1]);
    if (!file.open(QIODevice::ReadOnly))
        return failed(u"%1: %2"_s.arg(words[1], file.errorString()));
    const auto table = domain::parseCsv(file.readAll());
    if (!table)
        return failed(u"%1:%2: %3"_s.arg(words[1]).arg(table.error().line).arg(table.error().text));

    const auto database = Database::open(*config, options.dataFolder());
    if (!database)
        return failed(database.error());
    const QString companyName =
        options.parser().isSet(company) ? options.parser().value(company) : config->companyName;
    domain::ImportReport report;
    const auto done = (*database)->write<std::monostate>(
        [&](domain::Workspace& workspace) -> protocol::Result<std::monostate> {
            const domain::Company owner = companyNamed(workspace, companyName, config->timeZone);
            const auto place = branchNamed(workspace, owner, options.parser().value(branch));
            report = importer->run(workspace, owner, place, *table);
            // As a failure, so that no new company or branch stays behind either.
            if (!report.ok())
                return protocol::failure(protocol::ErrorCode::ValidationFailed, report.text());
            return std::monostate();
        });
    if (!done) {
        printError(done.error().text());
        return failed(u"Nothing was imported."_s);
    }
    printLine(
        u"Added %1, updated %2, unchanged %3."_s.arg(report.added).arg(report.updated).arg(report.unchanged));
    return 0;
}

} // namespace commands
