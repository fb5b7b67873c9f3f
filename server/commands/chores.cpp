// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/chores.h"

#include "base/logging.h"
#include "domain/machines/service.h"
#include "domain/people/company.h"
#include "domain/schedule/planservice.h"

namespace commands {

using namespace Qt::StringLiterals;

namespace {

/// For each company, as a write unit.
void forCompanies(domain::Executor& executor, const char* what,
                  std::function<void(domain::Workspace&, const domain::Company&)> work)
{
    executor.write(
        [work = std::move(work)](domain::Workspace& workspace) -> protocol::Result<void> {
            for (const domain::Company& company : workspace.get<domain::CompanyRepository>().all())
                work(workspace, company);
            return {};
        },
        [what](const protocol::Result<void>& done) {
            if (!done)
                qCWarning(lcServer).noquote() << what << "did not work:" << done.error().text();
        });
}

} // namespace

Chores::Chores(domain::Executor& executor, const base::Clock& clock) : m_executor(executor), m_clock(clock)
{
    m_silence.setInterval(silenceEvery);
    connect(&m_silence, &QTimer::timeout, this, &Chores::checkSilence);
    m_forgetting.setInterval(forgettingEvery);
    connect(&m_forgetting, &QTimer::timeout, this, &Chores::forgetOldPulses);
    m_calendar.setInterval(calendarEvery);
    connect(&m_calendar, &QTimer::timeout, this, &Chores::lookAtCalendar);
}

void Chores::start()
{
    m_silence.start();
    m_forgetting.start();
    m_calendar.start();
    forgetOldPulses();
    lookAtCalendar();
}

void Chores::checkSilence()
{
    forCompanies(m_executor, "Looking for silent machines",
                 [this](domain::Workspace& workspace, const domain::Company& company) {
                     workspace.get<domain::MachineService>().checkSilence(company.id, m_clock.now());
                 });
}

void Chores::lookAtCalendar()
{
    forCompanies(m_executor, "Looking for overdue tasks",
                 [](domain::Workspace& workspace, const domain::Company& company) {
                     workspace.get<domain::PlanService>().refreshOverdue(company.id);
                 });
}

void Chores::forgetOldPulses()
{
    forCompanies(m_executor, "Forgetting old pulses",
                 [this](domain::Workspace& workspace, const domain::Company& company) {
                     // Some thousands at once, so that devices do not wait behind them; the rest follows at
                     // once.
                     if (workspace.get<domain::MachineService>().forgetOldPulses(company.id, m_clock.now()))
                         QMetaObject::invokeMethod(this, &Chores::forgetOldPulses, Qt::QueuedConnection);
                 });
}

} // namespace commands
