// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/database.h"
#include "commands/options.h"
#include "domain/budgets/service.h"
#include "domain/import/csv.h"
#include "domain/machines/service.h"
#include "domain/people/service.h"
#include "domain/tickets/service.h"

#include <QFile>

#include <variant>

namespace commands {

using namespace Qt::StringLiterals;

int importTable(const QStringList& arguments)
{
    Options options(u"import"_s,
                    u"Puts in or renews employees, machines, cost objects or tickets from a CSV file: all lines, or with a "
                    "mistake in any of them none."_s);
    const QCommandLineOption company(u"company"_s, u"Made if there is none of that name."_s, u"C"_s);
    const QCommandLineOption branch(u"branch"_s, u"Where they belong; made if there is none."_s, u"B"_s);
    options.parser().addOptions({company, branch});
    options.parser().addPositionalArgument(u"employees|machines|objects|tickets"_s, u"What the file holds."_s);
    options.parser().addPositionalArgument(u"FILE.csv"_s, u"UTF-8, with a header line."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QStringList words = options.parser().positionalArguments();
    if (words.size() != 2 || !QStringList{u"employees"_s, u"machines"_s, u"objects"_s, u"tickets"_s}.contains(words[0]))
        return options.misuse(u"say employees, machines, objects or tickets, then the file"_s);

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
            if (words[0] == "employees"_L1)
                report = workspace.get<domain::PeopleService>().importTable(owner.id, place, *table);
            else if (words[0] == "machines"_L1)
                report = workspace.get<domain::MachineService>().importTable(owner.id, place, *table);
            else if (words[0] == "tickets"_L1)
                report = workspace.get<domain::TicketService>().importTable(owner.id, place, *table, owner.timeZone);
            else
                report = workspace.get<domain::BudgetService>().importTable(owner.id, place, *table);
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
