// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/import.h"

#include "domain/schedule/rules.h"

#include <QHash>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;
using protocol::Quantity;

namespace {

/// "1 234,5" as people and spreadsheets write it.
QString plainNumber(QString text)
{
    return text.remove(u' ').remove(QChar::Nbsp).replace(u',', u'.');
}

template <class D> void readDecimal(ImportColumns& in, QLatin1StringView column, D& value)
{
    const auto text = in.field(column);
    if (!text)
        return;
    const auto number = text->isEmpty() ? std::optional(D()) : D::fromText(plainNumber(*text));
    if (!number)
        in.complain(column, u"is not a decimal number"_s);
    value = number.value_or(D());
}

void readDay(ImportColumns& in, QLatin1StringView column, std::optional<QDate>& value)
{
    const auto text = in.field(column);
    if (!text)
        return;
    value.reset();
    if (text->isEmpty())
        return;
    QDate day = QDate::fromString(*text, Qt::ISODate);
    if (!day.isValid())
        day = QDate::fromString(*text, u"dd.MM.yyyy"_s);
    if (day.isValid())
        value = day;
    else
        in.complain(column, u"is not a day such as 2026-03-31 or 31.03.2026"_s);
}

PlanTask readTask(ImportColumns& in, PlanTask task)
{
    task.code = in.required("code"_L1, 50);
    task.name = in.required("name"_L1, 500);
    const auto text = [&](QLatin1StringView column, int longest, QString& value) {
        if (const auto given = in.text(column, longest))
            value = *given;
    };
    text("unit"_L1, 30, task.unit);
    text("executor"_L1, 200, task.executor);
    text("parent_code"_L1, 50, task.parentCode);
    text("notes"_L1, 4'000, task.notes);
    readDecimal(in, "volume_plan"_L1, task.volumePlan);
    readDecimal(in, "unit_price"_L1, task.unitPrice);
    readDecimal(in, "labor_per_unit"_L1, task.laborPerUnit);
    readDecimal(in, "machine_hours_per_unit"_L1, task.machineHoursPerUnit);
    readDay(in, "start_contract"_L1, task.startContract);
    readDay(in, "end_contract"_L1, task.endContract);
    readDay(in, "start_plan"_L1, task.startPlan);
    readDay(in, "end_plan"_L1, task.endPlan);
    if (const auto level = in.number("level"_L1, 0, 20))
        task.level = static_cast<int>(level->value_or(0));
    if (const auto section = in.field("section"_L1)) {
        const QString word = section->toLower();
        const bool yes = word == u"1" || word == u"yes" || word == u"да";
        if (!yes && !word.isEmpty() && word != u"0" && word != u"no" && word != u"нет")
            in.complain("section"_L1, u"is neither 1, yes, да nor 0, no, нет"_s);
        task.section = yes;
    }
    return task;
}

QString csvField(const QString& text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r') &&
        !text.contains(u';'))
        return text;
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

QString dayText(const std::optional<QDate>& day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

const QStringList& optionalColumns()
{
    static const QStringList names{u"unit"_s,           u"volume_plan"_s,    u"start_contract"_s,
                                   u"end_contract"_s,   u"start_plan"_s,     u"end_plan"_s,
                                   u"unit_price"_s,     u"labor_per_unit"_s, u"machine_hours_per_unit"_s,
                                   u"executor"_s,       u"section"_s,        u"level"_s,
                                   u"parent_code"_s,    u"notes"_s};
    return names;
}

} // namespace

TaskImport planTaskImport(const CsvTable& table, const std::map<QString, PlanProject>& known)
{
    TaskImport import;
    std::vector<ImportFault>& faults = import.report.faults;
    ImportColumns in(table, {u"project"_s, u"code"_s, u"name"_s}, optionalColumns(), faults);
    if (!faults.empty())
        return import;

    QHash<std::pair<QString, QString>, const PlanTask*> before;
    for (const auto& [name, project] : known) {
        for (const PlanTask& task : project.tasks)
            before.insert({name, task.code}, &task);
    }
    QHash<std::pair<QString, QString>, int> lines;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString project = in.required("project"_L1, 255);
        const QString code = in.field("code"_L1).value_or(QString());
        const PlanTask* was = before.value({project, code});
        PlanTask task = readTask(in, was ? *was : PlanTask{.company = *protocol::CompanyId::from(qint64(1))});
        if (const int line = code.isEmpty() ? 0 : lines.value({project, code}))
            in.complain("code"_L1, u"is already in line %1"_s.arg(line));
        else
            lines.insert({project, code}, record.line);
        if (!in.clean())
            continue;
        if (const auto checked = checkTask(task); !checked) {
            faults.push_back({record.line, {}, checked.error().text()});
            continue;
        }
        if (!was)
            ++import.report.added;
        else if (!(task == *was))
            ++import.report.updated;
        else
            ++import.report.unchanged;
        if (!was || !(task == *was))
            import.lines.push_back({record.line, project, std::move(task)});
    }
    if (!faults.empty()) {
        import.lines.clear();
        import.report.added = import.report.updated = import.report.unchanged = 0;
    }
    return import;
}

QByteArray tasksToCsv(const QString& project, const std::vector<PlanTask>& tasks)
{
    QString csv = u"project,code,name,"_s + optionalColumns().join(u',') + u"\r\n"_s;
    for (const PlanTask& task : tasks) {
        QStringList fields{project,
                           task.code,
                           task.name,
                           task.unit,
                           task.volumePlan.toText(),
                           dayText(task.startContract),
                           dayText(task.endContract),
                           dayText(task.startPlan),
                           dayText(task.endPlan),
                           task.unitPrice.toText(),
                           task.laborPerUnit.toText(),
                           task.machineHoursPerUnit.toText(),
                           task.executor,
                           task.section ? u"1"_s : u"0"_s,
                           QString::number(task.level),
                           task.parentCode,
                           task.notes};
        for (QString& field : fields)
            field = csvField(field);
        csv += fields.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

} // namespace domain
